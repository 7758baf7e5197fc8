import { html } from 'htm/preact';
import type { TargetedEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { detailsWords } from '../../words/en/details.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';

const hour = 3600;
const offered: readonly (number | null)[] = [null, hour, 24 * hour, 7 * 24 * hour, 31 * 24 * hour];

/** After how long what is said in a chat disappears, for those who may say so; in force as soon as it is chosen. */
export function TimeChoice({ chat }: { chat: OpenChat }) {
  const { change } = useActions(createChatSettingsActions);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = useId();
  const { question, choice, hint } = detailsWords.disappearing;
  const after = chat.disappear_after;
  // A program may have set another.
  const times = offered.includes(after) ? offered : [...offered, after];
  const choose = async (event: TargetedEvent<HTMLSelectElement>) =>
    setProblem(await change(chat.uri, { disappear_after: times[event.currentTarget.selectedIndex] ?? null }));
  return html`
    <div class="field">
      <label for=${id}>${question}</label>
      <select id=${id} value=${String(after)} aria-describedby="${id}-hint" onChange=${choose}>
        ${times.map((each) => html`<option key=${String(each)} value=${String(each)}>${choice(each)}</option>`)}
      </select>
    </div>
    <p class="quiet" id="${id}-hint">${hint}</p>
    <${ProblemNote} text=${problemText(problem)} />
  `;
}
