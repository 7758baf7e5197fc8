import { html } from 'htm/preact';
import type { RefObject, TargetedMouseEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ProblemNote } from '../../components/problem-note.ts';
import { panelWords } from '../../panel-words.ts';
import { usePanelActions, useStore } from '../../store/context.ts';
import type { Problem } from '../../store/problem.ts';
import { useValue } from '../../store/use-value.ts';
import type { Message } from '../../wire.ts';
import { createChangeActions } from './change-actions.ts';
import { DeleteQuestion } from './delete-question.ts';
import { EmojiForm } from './emoji-form.ts';
import { MenuItems } from './menu-items.ts';
import { placeBeside } from './place-beside.ts';

interface MessageMenuProps {
  message: Message;
  /** What opened it, and what it stands beside. */
  button: RefObject<HTMLButtonElement>;
  /** Gives the focus back. */
  onClose(): void;
}

/** All that one can do with a message: in a dialog, so that the rest of the page waits and Escape leaves it. */
export function MessageMenu({ message, button, onClose }: MessageMenuProps) {
  const { state } = useStore();
  const room = useValue(state.room);
  const me = useValue(state.session)?.user;
  const actions = usePanelActions(createChangeActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const [step, setStep] = useState<'items' | 'emoji' | 'delete'>('items');
  const [problem, setProblem] = useState<string | null>(null);
  const goesOnEditing = useRef(false);

  // Its size is known once it is shown, and another at each step.
  useLayoutEffect(() => {
    if (!dialog.current || !button.current) return;
    if (!dialog.current.open) dialog.current.showModal();
    placeBeside(dialog.current, button.current);
  }, [step, problem]);

  const finish = async (doing: Promise<Problem | null>) => {
    const found = await doing;
    if (!found) return dialog.current?.close();
    setProblem(Object.values(found.fields).flat().join(' ') || found.general);
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(message.message);
      dialog.current?.close();
    } catch {
      // No clipboard over plain HTTP, or by setting: the person selects and copies by hand.
      setProblem(panelWords.menu.copyFailed);
    }
  };

  const edit = () => {
    goesOnEditing.current = true;
    dialog.current?.close();
  };

  // A menu gives the focus back when it has closed, and that is after `close()`: only then may something else take it.
  const onClosed = () => {
    onClose();
    if (goesOnEditing.current) state.spot.value = { id: message.id, isEditing: true };
  };

  const closeOutside = (event: TargetedMouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) event.currentTarget.close();
  };

  const isMine = message.user.id === me?.id;
  const isModerator = room?.stage === 'open' && room.chat.role !== 'member' && message.to === null;
  const react = (emoji: string, isGiven = true) => finish(actions.react(message, emoji, isGiven));
  return html`
    <dialog
      ref=${dialog}
      class="card menu"
      aria-label=${step === 'delete' ? panelWords.menu.deleteQuestion : panelWords.menu.label}
      aria-live="off"
      onClick=${closeOutside}
      onClose=${onClosed}
      onKeyDown=${(event: KeyboardEvent) => event.stopPropagation()}
    >
      <div class="menu-inside">
        ${
          step === 'items' &&
          html`
            <${MenuItems}
              given=${message.reactions.filter(({ users }) => users.some(({ id }) => id === me?.id)).map(({ emoji }) => emoji)}
              onReact=${react}
              onOther=${() => setStep('emoji')}
              onCopy=${copy}
              onEdit=${isMine ? edit : null}
              onDelete=${isMine || isModerator ? () => setStep('delete') : null}
            />
          `
        }
        ${step === 'emoji' && html`<${EmojiForm} onEmoji=${react} />`}
        ${
          step === 'delete' &&
          html`<${DeleteQuestion} onKeep=${() => dialog.current?.close()} onDelete=${() => finish(actions.remove(message))} />`
        }
        <${ProblemNote} text=${problem} />
      </div>
    </dialog>
  `;
}
