import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { ProblemNote } from '../../components/problem-note.ts';
import { panelWords } from '../../panel-words.ts';
import { useStore } from '../../store/context.ts';
import type { OpenChat } from '../../wire.ts';
import { Dialog } from '../dialog.ts';

/** Leaves after asking: the last one out takes the whole talk along. */
export function LeaveChat({ chat }: { chat: OpenChat }) {
  const { actions } = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isLast = chat.member_count === 1;

  const leave = async () => {
    const found = await actions.chats.leave(chat.uri);
    setProblem(found?.general ?? null);
  };

  const { action, question, consequence, consequenceAlone, confirm, stay } = panelWords.leave;
  return html`
    <button type="button" class="button button-quiet" onClick=${() => dialog.current?.showModal()}>${action}</button>
    <${Dialog} dialog=${dialog} title=${question} text=${isLast ? consequenceAlone : consequence}>
      <${ProblemNote} text=${problem} />
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${stay}</button>
        <button type="button" class="button button-danger" onClick=${leave}>${confirm}</button>
      </div>
    <//>
  `;
}
