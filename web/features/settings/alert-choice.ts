import { html } from 'htm/preact';
import type { TargetedEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { playTone } from '../../kit/play-tone.ts';
import { useInside } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { PushChoice } from '../push/choice-door.ts';

/** How to be told of what is said while one looks elsewhere. Nothing is asked of the browser before it is wanted. */
export function AlertChoice() {
  const { preferences } = useInside();
  const { notifies, sounds } = useValue(preferences.now);
  const [isRefused, setIsRefused] = useState(false);
  const id = useId();
  const canNotify = 'Notification' in window;
  const isOn = notifies && canNotify && Notification.permission === 'granted';

  const chooseNotify = async ({ currentTarget: box }: TargetedEvent<HTMLInputElement>) => {
    const isWanted = box.checked;
    const isGranted = isWanted && (await Notification.requestPermission()) === 'granted';
    setIsRefused(isWanted && !isGranted);
    box.checked = isGranted;
    preferences.change({ notifies: isGranted });
  };

  const chooseSound = ({ currentTarget: box }: TargetedEvent<HTMLInputElement>) => {
    preferences.change({ sounds: box.checked });
    if (box.checked) playTone();
  };

  const { heading, notify, notifyHint, refused, impossible, sound, soundHint } = settingsWords.alerts;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      <div>
        <label class="choice">
          <input
            type="checkbox"
            checked=${isOn}
            disabled=${!canNotify}
            aria-describedby="${id}-notify"
            onChange=${chooseNotify}
          />
          ${notify}
        </label>
        <p class="field-hint" id="${id}-notify">${canNotify ? notifyHint : impossible}</p>
        <p class="field-errors" role="alert">${isRefused && refused}</p>
      </div>
      <${PushChoice} refused=${refused} />
      <div>
        <label class="choice">
          <input type="checkbox" checked=${sounds} aria-describedby="${id}-sound" onChange=${chooseSound} />
          ${sound}
        </label>
        <p class="field-hint" id="${id}-sound">${soundHint}</p>
      </div>
    </section>
  `;
}
