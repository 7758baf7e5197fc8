import { computed } from '@preact/signals-core';
import { html } from 'htm/preact';
import type { TargetedMouseEvent } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { hasTouch } from '../../browser/has-touch.ts';
import { chatName } from '../../kit/chat-name.ts';
import { Link } from '../../kit/links/link.ts';
import { lazy } from '../../kit/parts/lazy.ts';
import { personName } from '../../kit/person-name.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { PeopleIcon } from '../../kit/pictures/icons.ts';
import { UnreadBadge } from '../../kit/unread-badge.ts';
import { pagePath } from '../../net/paths.ts';
import type { Chat, Message, User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { type DraftLines, draftLines } from './draft-lines.ts';

export const ChatMenu = lazy(
  () => import('./menu/menu.ts'),
  ({ ChatMenu }) => ChatMenu,
);
const RowFingers = lazy(
  () => import('./menu/menu.ts'),
  ({ RowFingers }) => RowFingers,
);

interface ChatListProps {
  chats: readonly Chat[];
  me: User;
  /** The one that is open beside the list. */
  openUri: string | null;
}

/** My chats, the newest activity first, as the server sorts them. */
export function ChatList({ chats, me, openUri }: ChatListProps) {
  const today = new Date().toDateString();
  const drafts = useDraftLines(openUri);
  const list = useRef<HTMLDivElement>(null);
  const [menuOf, setMenuOf] = useState<Chat | undefined>();
  const open = (event: TargetedMouseEvent<HTMLElement>) => {
    const target = event.target as Element;
    // A mouse has the browser's own menu for a link, with its other tabs and windows.
    if (event.type === 'click' ? !target.closest('.row-more') : event.button === 2) return;
    const row = target.closest<HTMLElement>('[data-uri]');
    if (!row) return;
    event.preventDefault();
    setMenuOf(chats.find(({ uri }) => uri === row.dataset.uri));
  };
  /** Also while one leaves it. */
  const chosen = menuOf && (chats.find(({ uri }) => uri === menuOf.uri) ?? menuOf);
  const rows = (label: string, some: readonly Chat[]) => html`
    <ul class="chat-list" aria-label=${label}>
      ${some.map(
        (chat) =>
          html`<${ChatRow} key=${chat.id} chat=${chat} me=${me} today=${today} isOpen=${chat.uri === openUri} draft=${drafts.get(chat.uri)} />`,
      )}
    </ul>
  `;
  const archived = chats.filter(isArchived);
  const label = insideWords.home.archived(archived.length);
  return html`
    <div ref=${list} onClick=${open} onContextMenu=${open}>
      ${rows(
        insideWords.home.chats,
        chats.filter((chat) => !isArchived(chat)),
      )}
      ${archived.length > 0 && html`<details><summary>${label}</summary>${rows(label, archived)}</details>`}
    </div>
    ${hasTouch() && html`<${RowFingers} list=${list} />`}
    ${chosen && html`<${ChatMenu} key=${chosen.uri} chat=${chosen} list=${list} onClose=${() => setMenuOf(undefined)} />`}
  `;
}

const isArchived = ({ archived_after: after }: Chat) => after !== null;

function useDraftLines(openUri: string | null): DraftLines {
  const { drafts } = useStore().state;
  const lines = useMemo(() => {
    let before: DraftLines = new Map();
    return computed(() => {
      before = draftLines(drafts.value, openUri, before);
      return before;
    });
  }, [drafts, openUri]);
  return useValue(lines);
}

interface ChatRowProps {
  chat: Chat;
  me: User;
  /** A time is shown as such today, and as a date tomorrow. */
  today: string;
  isOpen: boolean;
  /** What was begun there and not sent. */
  draft: string | undefined;
}

/** Drawn anew only when something in it changed: a message moves one row of hundreds. */
function ChatRow({ chat, me, today, isOpen, draft }: ChatRowProps) {
  return useMemo(() => drawRow({ chat, me, isOpen, draft }), [chat, me, today, isOpen, draft]);
}

function drawRow({ chat, me, isOpen, draft }: Omit<ChatRowProps, 'today'>) {
  const last = chat.last_message;
  const at = last?.created_at ?? chat.created_at;
  return html`
    <li class="chat-item" data-uri=${chat.uri}>
      <${Link} class="chat-link" href=${pagePath.chat(chat.uri)} aria-current=${isOpen ? 'page' : undefined}>
        ${chat.partner ? html`<${Avatar} user=${chat.partner} />` : html`<span class="avatar group-picture"><${PeopleIcon} /></span>`}
        <bdi class="chat-name one-line">${chatName(chat)}</bdi>
        <time class="chat-when" datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, new Date())}</time>
        ${
          draft
            ? html`<bdi class="chat-last one-line"><b>${insideWords.home.draft}</b> ${draft}</bdi>`
            : html`<bdi class=${last?.to && !last.deleted ? 'chat-last chat-whisper one-line' : 'chat-last one-line'}>${last ? lastLine(chat, last, me) : insideWords.home.nothingSaid}</bdi>`
        }
        <${UnreadBadge} of=${chat.uri} count=${chat.unread} chat=${chat} />
      <//>
      <button type="button" class="row-more" aria-haspopup="menu" aria-label=${insideWords.home.options(chatName(chat))}>⋯</button>
    </li>
  `;
}

/** In a private chat there is no need to say who else spoke; a whisper says that it is one. */
function lastLine(
  { partner }: Chat,
  { user, to, message, images, deleted, expires_at }: Message,
  me: User,
): string {
  if (deleted && expires_at) return '';
  const text = deleted ? insideWords.message.deleted : message || insideWords.message.images(images.length);
  if (to && !deleted) {
    const { whisper } = insideWords.message;
    const { lastLine, whispers } = insideWords.home;
    return user.id === me.id ? lastLine(whisper(to.display_name), text) : whispers(user.display_name, text);
  }
  if (user.id === partner?.id) return text;
  return insideWords.home.lastLine(user.id === me.id ? insideWords.message.yours : personName(user), text);
}
