import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { chatName } from '../../../kit/chat-name.ts';
import { leaveQuestion } from '../../../kit/leave-question.ts';
import { MenuDialog } from '../../../kit/menus/menu-dialog.ts';
import { moveInMenu } from '../../../kit/menus/move-in-menu.ts';
import { Question } from '../../../kit/menus/question.ts';
import { ProblemNote } from '../../../kit/problem-note.ts';
import type { Chat } from '../../../net/wire.ts';
import { useActions } from '../../../store/context.ts';
import { chatMenuWords } from '../../../words/en/chat-menu.ts';
import { insideWords } from '../../../words/en/inside.ts';
import { type Problem, problemText } from '../../../words/en/problems.ts';
import { createChatSettingsActions } from '../../details/chat-settings-actions.ts';
import { createChatMenuActions } from './chat-menu-actions.ts';
import { shownRows } from './shown-rows.ts';

interface ChatMenuProps {
  chat: Chat;
  /** The list with its rows. */
  list: RefObject<HTMLElement>;
  onClose(): void;
}

/** What one can do with a chat from the list. It stands beside its row, and outside of it: a chat that is put away takes its row along. */
export function ChatMenu({ chat, list, onClose }: ChatMenuProps) {
  const { uri } = chat;
  const { archive, markRead, markUnread } = useActions(createChatMenuActions);
  const { leave, notifyOf } = useActions(createChatSettingsActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const row = useRef(shownRows(list.current).find((each) => each.dataset.uri === uri) ?? null);
  const place = useRef(shownRows(list.current).findIndex((each) => each.dataset.uri === uri));
  const opener = useRef(row.current?.querySelector<HTMLElement>('.row-more') ?? null);

  const finish = async (doing: Promise<Problem | null>) => {
    const found = await doing;
    setProblem(found);
    if (!found) dialog.current?.close();
  };

  // The browser gives the focus back to what had it; where that went with its row, it goes to the chat's row, or to who came in its place.
  const onClosed = () => {
    onClose();
    if (document.activeElement !== document.body) return;
    const rows = shownRows(list.current);
    const next =
      rows.find((each) => each.dataset.uri === uri) ?? rows[Math.min(place.current, rows.length - 1)];
    const target = next?.querySelector('a') ?? list.current?.querySelector('summary');
    target?.focus();
  };

  const { confirm, stay, question, consequence, action } = leaveQuestion(chat);
  const { mute, unmute, read, unread, archived, unarchived } = chatMenuWords;
  const isMuted = chat.notify === 'none';
  const isUnread = chat.unread > 0 || chat.marked_unread;
  const isArchived = chat.archived_after !== null;
  const item = (label: string, onClick: () => void, kind = '') =>
    html`<button type="button" role="menuitem" class="menu-item ${kind}" key=${label} onClick=${onClick}>${label}</button>`;
  const label = isLeaving ? question : insideWords.home.options(chatName(chat));
  return html`
    <${MenuDialog} dialog=${dialog} opener=${opener} label=${label} step=${`${isLeaving} ${problem?.code}`} onClose=${onClosed}>
      ${
        isLeaving
          ? html`
              <${Question}
                title=${question}
                consequence=${consequence}
                keep=${stay}
                confirm=${confirm}
                onKeep=${() => dialog.current?.close()}
                onConfirm=${() => finish(leave(uri))}
              />
            `
          : html`
              <div role="menu" aria-label=${label} onKeyDown=${moveInMenu}>
                ${item(isUnread ? read : unread, () => finish(isUnread ? markRead(chat) : markUnread(uri)))}
                ${item(isMuted ? unmute : mute, () => finish(notifyOf(uri, isMuted ? 'all' : 'none')))}
                ${item(isArchived ? unarchived : archived, () => finish(archive(uri, !isArchived)))}
                ${item(action, () => setIsLeaving(true), 'menu-danger')}
              </div>
            `
      }
      <${ProblemNote} text=${problemText(problem)} />
    <//>
  `;
}
