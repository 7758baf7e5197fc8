import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { LateProblem } from '../../kit/late-problem.ts';
import { personName } from '../../kit/person-name.ts';
import type { Message, OpenChat, User } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { runsChat } from '../../store/world/members.ts';
import { insideWords } from '../../words/en/inside.ts';
import { pinWords } from '../../words/en/pins.ts';
import type { Problem } from '../../words/en/problems.ts';
import { createPinActions } from './pin-actions.ts';

interface PinListProps {
  chat: OpenChat;
  /** The newest pin first. */
  pins: readonly Message[];
  me: User;
  onGo(message: Message): void;
  onClose(): void;
}

/** All that is pinned, who pinned it and when; each leads to its place. Who may unpins them here. */
export function PinList({ chat, pins, me, onGo, onClose }: PinListProps) {
  const { unpin } = useActions(createPinActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const closeButton = useRef<HTMLButtonElement>(null);
  const showDialog = useShowDialog();
  const [problem, setProblem] = useState<Problem | null>(null);
  const goesTo = useRef<Message | null>(null);
  useLayoutEffect(() => showDialog(dialog.current), []);

  // A dialog gives the focus back when it has closed: only then may a message take it.
  const onClosed = () => {
    onClose();
    if (goesTo.current) onGo(goesTo.current);
  };

  const goTo = (message: Message) => {
    goesTo.current = message;
    dialog.current?.close();
  };

  const takeOff = async (message: Message) => {
    setProblem(await unpin(message));
    // The button is gone with the pin.
    closeButton.current?.focus();
  };

  const mayUnpin = chat.kind === 'direct' || runsChat(chat);
  return html`
    <${Dialog} dialog=${dialog} title=${pinWords.list} onClose=${onClosed}>
      <ol class="pins">
        ${pins.map((message) => {
          const { user, message: text, images, created_at: at, pinned } = message;
          const words = text || insideWords.message.images(images.length);
          return html`
            <li key=${message.id}>
              <button type="button" class="found-item" onClick=${() => goTo(message)}>
                <span class="found-who">
                  <bdi class="one-line">${user.id === me.id ? insideWords.message.yours : personName(user)}</bdi>
                  <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, new Date())}</time>
                </span>
                <span class="found-text" dir="auto">${words}</span>
              </button>
              <p class="found-who">
                <span>${pinned && (pinned.user.id === me.id ? pinWords.byYou(pinned.at) : pinWords.by(pinned.user.display_name, pinned.at))}</span>
                ${
                  mayUnpin &&
                  html`
                    <button type="button" class="link-button" aria-label=${pinWords.unpinWhat(words.slice(0, 80))} onClick=${() => takeOff(message)}>
                      ${pinWords.unpin}
                    </button>
                  `
                }
              </p>
            </li>
          `;
        })}
      </ol>
      <${LateProblem} problem=${problem} />
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" ref=${closeButton} onClick=${() => dialog.current?.close()}>${pinWords.close}</button>
      </div>
    <//>
  `;
}
