import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../components/avatar.ts';
import { CloseIcon } from '../../components/icons.ts';
import { panelWords } from '../../panel-words.ts';
import { useStore } from '../../store/context.ts';
import type { OpenRoom } from '../../store/state.ts';
import type { User } from '../../wire.ts';
import { words } from '../../words.ts';
import { LeaveChat } from './leave-chat.ts';
import { RenameForm } from './rename-form.ts';

interface ChatDetailsProps {
  room: OpenRoom;
  me: User;
  /** Opened by hand: then the focus goes along. */
  takesFocus: boolean;
  onClose(): void;
}

/** Who is in the chat, and what one may do about it. */
export function ChatDetails({ room, me, takesFocus, onClose }: ChatDetailsProps) {
  const { actions } = useStore();
  const { chat, presence } = room;
  const online = new Set(presence.online);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  return html`
    <aside
      class="details"
      id="chat-details"
      aria-label=${words.chat.details}
      onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose()}
    >
      <div class="details-top">
        <h2 ref=${heading} tabindex="-1">${words.chat.members}</h2>
        <button type="button" class="icon-button" aria-label=${words.chat.hideDetails} onClick=${onClose}>
          <${CloseIcon} />
        </button>
      </div>
      <ul class="members" aria-label=${words.chat.members}>
        ${chat.members.map(
          (member) => html`
            <li class="member" key=${member.id}>
              <span class="member-avatar">
                <${Avatar} user=${member} />
                ${
                  online.has(member.username) &&
                  html`<span class="online-dot" role="img" aria-label=${words.chat.isOnline}></span>`
                }
              </span>
              <bdi class="member-name one-line">${member.display_name}</bdi>
              ${member.id === me.id && html`<span class="badge">${words.chat.you}</span>`}
              ${words.chat.roles[member.role] && html`<span class="badge">${words.chat.roles[member.role]}</span>`}
            </li>
          `,
        )}
      </ul>
      ${chat.role === 'owner' && html`<${RenameForm} key=${chat.name} chat=${chat} />`}
      <div class="details-end">
        <${LeaveChat} chat=${chat} />
        <p>${panelWords.loggedInAs(me.display_name)}</p>
        <button type="button" class="button button-quiet" onClick=${actions.account.logOut}>
          ${words.logOut}
        </button>
      </div>
    </aside>
  `;
}
