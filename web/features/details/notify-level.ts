import { html } from 'htm/preact';
import { useId, useState } from 'preact/hooks';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { detailsWords } from '../../words/en/details.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';

const levels: readonly OpenChat['notify'][] = ['all', 'mentions', 'none'];

/** What of the chat is to draw one's attention, in force as soon as it is chosen. */
export function NotifyLevel({ chat }: { chat: OpenChat }) {
  const { notifyOf } = useActions(createChatSettingsActions);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = useId();
  const { question, choices, hint } = detailsWords.notify;
  return html`
    <fieldset class="choices" aria-describedby="${id}-hint">
      <legend>${question}</legend>
      ${levels.map(
        (level) => html`
          <label class="choice" key=${level}>
            <input
              type="radio"
              name=${id}
              checked=${chat.notify === level}
              onChange=${async () => setProblem(await notifyOf(chat.uri, level))}
            />
            <span>${choices[level]}</span>
          </label>
        `,
      )}
    </fieldset>
    <p class="quiet" id="${id}-hint">${hint}</p>
    <${ProblemNote} text=${problemText(problem)} />
  `;
}
