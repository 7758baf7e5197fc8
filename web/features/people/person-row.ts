import { html } from 'htm/preact';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { MoreIcon } from '../../kit/pictures/icons.ts';
import { UnreadBadge } from '../../kit/unread-badge.ts';
import type { Person } from '../../net/wire.ts';
import { memberWords } from '../../words/en/members.ts';
import { peopleWords } from '../../words/en/people.ts';

interface PersonRowProps {
  person: Person;
  /** As they are now, with the private chat's uri where there is one. */
  live: { uri?: string; unread: number; isOnline: boolean };
  isBlocked: boolean;
  /** Into the private chat. */
  onOpen(): void;
  /** To what one may do about them. */
  onOptions(): void;
  onLift(): void;
}

/** Somebody, with the way to them and the way to have peace from them, or to end that. */
export function PersonRow({ person, live, isBlocked, onOpen, onOptions, onLift }: PersonRowProps) {
  const { uri, unread, isOnline } = live;
  const { people } = peopleWords;
  const { lift } = memberWords.member.block;
  const name = person.display_name;
  const mark = isBlocked ? people.blocked : person.is_guest && people.guest;
  // The second button becomes the other one in its place, without a key, and so keeps the focus.
  return html`
    <li class="chat-item chat-item-split">
      <button type="button" class="chat-link" onClick=${onOpen}>
        <span class="member-avatar">
          <${Avatar} user=${person} />
          ${isOnline && html`<span class="online-dot" role="img" aria-label=${memberWords.member.isOnline}></span>`}
        </span>
        <bdi class="chat-name one-line">${name}</bdi>
        ${
          unread > 0 && !isBlocked
            ? html`<${UnreadBadge} of=${uri} count=${unread} />`
            : mark && html`<span class="chat-when">${mark}</span>`
        }
      </button>
      ${
        isBlocked
          ? html`<button type="button" class="link-button" aria-label=${lift.full(name)} onClick=${onLift}>${lift.short}</button>`
          : html`
              <button
                type="button"
                class="icon-button"
                aria-haspopup="dialog"
                aria-label=${memberWords.members.options(name)}
                onClick=${onOptions}
              >
                <${MoreIcon} />
              </button>
            `
      }
    </li>
  `;
}
