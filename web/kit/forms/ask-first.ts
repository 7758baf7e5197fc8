import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { ProblemNote } from '../problem-note.ts';
import { Dialog } from './dialog.ts';
import { useShowDialog } from './use-show-dialog.ts';

export interface Question {
  /** What the button says that asks. */
  action: string;
  question: string;
  /** What it brings about. */
  consequence: string;
  confirm: string;
  /** The way out. */
  stay: string;
}

interface AskFirstProps {
  words: Question;
  /** Takes something away that does not come back. */
  isDangerous?: boolean;
  onConfirm(): Promise<Problem | null>;
}

/** A button for what is not to happen by a slip: it asks, and only then does it. */
export function AskFirst({ words, isDangerous = false, onConfirm }: AskFirstProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const open = () => {
    setProblem(null);
    showDialog(dialog.current);
  };

  const confirm = async () => {
    if (isBusy) return;
    setIsBusy(true);
    const found = await onConfirm();
    setIsBusy(false);
    if (found) setProblem(found);
    else dialog.current?.close();
  };

  const kind = isDangerous ? 'button-danger' : 'button-primary';
  return html`
    <button type="button" class="button button-quiet" onClick=${open}>${words.action}</button>
    <${Dialog} dialog=${dialog} title=${words.question} text=${words.consequence}>
      <${ProblemNote} text=${problemText(problem)} />
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${words.stay}</button>
        <button type="button" class="button ${kind}" aria-disabled=${isBusy ? 'true' : undefined} onClick=${confirm}>
          ${words.confirm}
        </button>
      </div>
    <//>
  `;
}
