import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Message } from '../../net/wire.ts';
import { useActions, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { messageWords } from '../../words/en/message.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createChangeActions } from './change-actions.ts';

/** Who reacted to a message, and with what; a press joins in or takes one's own back. */
export function Reactions({ message }: { message: Message }) {
  const me = useValue(useStore().state.session)?.user;
  const actions = useActions(createChangeActions);
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = messageWords.reactions;
  const toggle = async (emoji: string, isMine: boolean) => {
    const found = await actions.react(message, emoji, !isMine);
    setProblem(found);
  };
  return html`
    <div class="reactions" role="group" aria-label=${words.label}>
      ${message.reactions.map(({ emoji, count, users }) => {
        const isMine = users.some(({ id }) => id === me?.id);
        const names = users.filter(({ id }) => id !== me?.id).map((user) => user.display_name);
        return html`
          <button
            key=${emoji}
            type="button"
            class="reaction"
            aria-pressed=${isMine ? 'true' : 'false'}
            aria-label=${words.said(emoji, count, { names, isMine })}
            title=${words.who(count, { names, isMine })}
            onClick=${() => toggle(emoji, isMine)}
          >
            <span>${emoji}</span> ${count}
          </button>
        `;
      })}
    </div>
    <${ProblemNote} text=${problemText(problem)} />
  `;
}
