import { html } from 'htm/preact';
import type { TargetedEvent } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { useActions, useInside, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { problemText } from '../../words/en/problems.ts';
import { pushWords } from '../../words/en/push.ts';
import { createPushActions, type PushProblem } from './push-actions.ts';
import { whyNot } from './why-not.ts';

/** To be told on this device also while no page is open. The browser asks for leave by this click, and at no other time. */
export function PushChoice({ refused }: { refused: string }) {
  const { preferences } = useInside();
  const { state } = useStore();
  const push = useActions(createPushActions);
  const { notifies, pushesTo } = useValue(preferences.now);
  const me = useValue(state.session)?.user;
  const [problem, setProblem] = useState<PushProblem | 'refused' | null>(null);
  /** What was chosen and is on its way; null: nothing is. */
  const [isWanted, setIsWanted] = useState<boolean | null>(null);
  const id = useId();
  const hindrance = whyNot(window);
  const isOn = !hindrance && pushesTo === me?.id && Notification.permission === 'granted';

  const turnOn = async (): Promise<PushProblem | 'refused' | null> =>
    (await Notification.requestPermission()) === 'granted' ? push.turnOn() : 'refused';

  const choose = async ({ currentTarget: box }: TargetedEvent<HTMLInputElement>) => {
    setIsWanted(box.checked);
    setProblem(null);
    const found = box.checked ? await turnOn() : await push.turnOff();
    setIsWanted(null);
    setProblem(found ?? null);
    if (found) box.checked = false;
  };

  // To be told also while no page is open is to be told.
  useEffect(() => {
    if (isOn && !notifies) void push.turnOff();
  }, [isOn, notifies, push]);

  const { label, hint, ...reasons } = pushWords;
  return html`
    <div>
      <label class="choice">
        <input
          type="checkbox"
          checked=${isWanted ?? isOn}
          disabled=${hindrance !== null || isWanted !== null}
          aria-describedby="${id}-hint"
          onChange=${choose}
        />
        ${label}
      </label>
      <p class="field-hint" id="${id}-hint">${hindrance ? reasons[hindrance] : hint}</p>
      <p class="field-errors" role="alert">${problem === 'refused' ? refused : problem && textOf(problem)}</p>
    </div>
  `;
}

function textOf(problem: PushProblem): string | null | undefined {
  return typeof problem === 'string' ? pushWords[problem] : problemText(problem);
}
