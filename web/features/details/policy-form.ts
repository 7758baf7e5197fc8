import { html } from 'htm/preact';
import type { TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { detailsWords } from '../../words/en/details.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';

type Policy = OpenChat['join_policy'];

const policies: readonly Policy[] = ['link', 'invite', 'closed'];

/** For the owner: who may join from now on. Saved by a button, because arrow keys go through all choices. */
export function PolicyForm({ chat }: { chat: OpenChat }) {
  const { change } = useActions(createChatSettingsActions);
  const [chosen, setChosen] = useState<Policy | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const id = useId();
  const policy = chosen ?? chat.join_policy;
  const { question, choices, save, saved } = detailsWords.policy;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = await change(chat.uri, { join_policy: policy });
    setProblem(found);
    setIsSaved(found === null);
    if (!found) setChosen(null);
  };

  const choose = (value: Policy) => {
    setChosen(value);
    setIsSaved(false);
  };

  return html`
    <form class="small-form" onSubmit=${submit}>
      <fieldset class="choices">
        <legend>${question}</legend>
        ${policies.map(
          (value) => html`
            <label class="choice" key=${value}>
              <input
                type="radio"
                name=${id}
                value=${value}
                checked=${policy === value}
                aria-describedby="${id}-${value}"
                onChange=${() => choose(value)}
              />
              <span>${choices[value].name}</span>
            </label>
            <p class="choice-hint" id="${id}-${value}" key="${value}-hint">${choices[value].hint}</p>
          `,
        )}
      </fieldset>
      <button type="submit" class="button button-quiet">${save}</button>
      <p class="small-note" role="status">${isSaved && saved}</p>
      <${ProblemNote} text=${problemText(problem)} />
    </form>
  `;
}
