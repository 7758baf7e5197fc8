import { html } from 'htm/preact';
import type { TargetedEvent } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Profile } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { createSettingsActions } from './settings-actions.ts';

/** Whether others learn what one has read, and so one of them: in force as soon as it is chosen, wherever one is logged in. */
export function ReadReceipts() {
  const settings = useActions(createSettingsActions);
  const [profile, setProfile] = useState<Profile | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = useId();

  useEffect(() => {
    const gone = new AbortController();
    void settings.loadProfile(gone.signal, setProfile).then(setProblem);
    return () => gone.abort();
  }, [settings]);

  const choose = async ({ currentTarget: box }: TargetedEvent<HTMLInputElement>) => {
    const isWanted = box.checked;
    const found = await settings.changeProfile({ read_receipts: isWanted }, setProfile);
    if (found) box.checked = !isWanted;
    setProblem(found);
  };

  const { heading, label, hint } = settingsWords.receipts;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      <div>
        <label class="choice">
          <input
            type="checkbox"
            checked=${profile?.read_receipts}
            disabled=${!profile}
            aria-describedby="${id}-hint"
            onChange=${choose}
          />
          ${label}
        </label>
        <p class="field-hint" id="${id}-hint">${hint}</p>
        <${ProblemNote} text=${problemText(problem)} />
      </div>
    </section>
  `;
}
