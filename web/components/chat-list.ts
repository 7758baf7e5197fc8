import { html } from 'htm/preact';
import { chatPath } from '../store/path.ts';
import type { Chat, Message, User } from '../wire.ts';
import { words } from '../words.ts';
import { Avatar } from './avatar.ts';
import { listedChatName } from './chat-name.ts';
import { Link } from './link.ts';

interface ChatListProps {
  chats: readonly Chat[];
  me: User;
}

/** My chats, the newest activity first, as the server sorts them. */
export function ChatList({ chats, me }: ChatListProps) {
  const now = new Date();
  return html`
    <ul class="chat-list" aria-label=${words.home.chats}>
      ${chats.map((chat) => {
        const last = chat.last_message;
        const at = last?.created_at ?? chat.created_at;
        return html`
          <li class="chat-item" key=${chat.uri}>
            <${Link} class="chat-link" href=${chatPath(chat.uri)}>
              <${Avatar} user=${last?.user ?? chat.owner ?? me} />
              <bdi class="chat-name one-line">${listedChatName(chat, me)}</bdi>
              <time class="chat-when" datetime=${at} title=${words.exactTime(at)}>${words.when(at, now)}</time>
              <bdi class="chat-last one-line">${last ? lastLine(last, me) : words.home.nothingSaid}</bdi>
              ${
                chat.unread > 0
                  ? html`<span class="unread" aria-label=${words.chat.unread(chat.unread)}>${words.chat.unreadShort(chat.unread)}</span>`
                  : html`<span class="chat-count">${words.chat.memberCount(chat.member_count)}</span>`
              }
            <//>
          </li>
        `;
      })}
    </ul>
  `;
}

function lastLine({ user, message, deleted }: Message, me: User): string {
  const text = deleted ? words.message.deleted : message || words.message.image;
  return words.home.lastLine(user.id === me.id ? words.message.yours : user.display_name, text);
}
