import { html } from 'htm/preact';
import { useId, useState } from 'preact/hooks';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { User } from '../../net/wire.ts';
import { useActions, useStore } from '../../store/context.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { words } from '../../words/en/words.ts';
import { createSettingsActions } from './settings-actions.ts';

/** Here, or on every device. */
export function LogOut({ me }: { me: User }) {
  const { actions } = useStore();
  const settings = useActions(createSettingsActions);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = useId();

  const everywhere = async () => {
    const found = await settings.logOutEverywhere();
    setProblem(found);
  };

  const { heading, guest, everywhere: everywhereLabel, everywhereHint } = settingsWords.leaving;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      <p class="quiet">${me.is_guest ? guest : everywhereHint}</p>
      <${ProblemNote} text=${problemText(problem)} />
      <div class="settings-buttons">
        <button type="button" class="button button-quiet" onClick=${actions.askToLogOut}>${words.logOut}</button>
        ${
          !me.is_guest &&
          html`<button type="button" class="button button-quiet" onClick=${() => actions.account.askToLogOut('everywhere', everywhere)}>${everywhereLabel}</button>`
        }
      </div>
    </section>
  `;
}
