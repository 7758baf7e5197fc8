import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import type { User } from '../../net/wire.ts';
import { whisperWords } from '../../words/en/whisper.ts';

interface AddressQuestionProps {
  /** What stands where a name should. */
  word: string;
  /** Whom it may have been meant for. */
  people: readonly User[];
  /** Nobody could be asked whether it is a name. */
  isUnsure: boolean;
  /** It was to be a whisper in any case. */
  isCommand: boolean;
  onWhisper(to: User): void;
  onAloud(): void;
  onAgain(): void;
  /** Also when it is closed in any other way: then nothing is said. */
  onBack(): void;
}

/** Before what may be a whisper is said to everyone. The way back has the focus: a second Enter says nothing aloud. */
export function AddressQuestion(props: AddressQuestionProps) {
  const { word, people, isUnsure, isCommand, onWhisper, onAloud, onAgain, onBack } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const back = useRef<HTMLButtonElement>(null);
  const chosen = useRef(onBack);
  const { question, nobody, nobodyToWhisper, unsure, toOne, aloud, again, goBack } = whisperWords;

  useLayoutEffect(() => {
    showDialog(dialog.current);
    back.current?.focus();
  }, []);

  const choose = (choice: () => void) => {
    chosen.current = choice;
    dialog.current?.close();
  };

  return html`
    <${Dialog} dialog=${dialog} title=${question} text=${isUnsure ? unsure(word) : (isCommand ? nobodyToWhisper : nobody)(word)} onClose=${() => chosen.current()}>
      <div class="dialog-choices">
        ${people.map(
          (one) => html`
            <button type="button" class="button button-quiet" key=${one.id} onClick=${() => choose(() => onWhisper(one))}>
              <bdi>${toOne(one.display_name)}</bdi>
            </button>
          `,
        )}
        ${
          isUnsure &&
          html`<button type="button" class="button button-quiet" onClick=${() => choose(onAgain)}>${again}</button>`
        }
        ${
          !isCommand &&
          html`<button type="button" class="button button-quiet" onClick=${() => choose(onAloud)}>${aloud}</button>`
        }
        <button type="button" class="button button-primary" ref=${back} onClick=${() => choose(onBack)}>${goBack}</button>
      </div>
    <//>
  `;
}
