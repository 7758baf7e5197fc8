import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { inviteUrl } from '../../kit/chat-name.ts';
import { CopyLink } from '../../kit/links/copy-link.ts';
import { Link } from '../../kit/links/link.ts';
import { BackIcon, PeopleIcon, SearchIcon } from '../../kit/pictures/icons.ts';
import { pagePath } from '../../net/paths.ts';
import type { OpenChatView } from '../../store/state.ts';
import { insideWords } from '../../words/en/inside.ts';
import { TimeMark } from '../disappearing/door.ts';
import { LineBadge } from '../line/door.ts';

interface ChatHeaderProps {
  /** Null while the chat is on its way: then nothing is known of it but, perhaps, its name. */
  view: OpenChatView | null;
  name: string | undefined;
  areDetailsOpen: boolean;
  onDetails(): void;
  isSearching: boolean;
  onSearch(): void;
  searchButton: RefObject<HTMLButtonElement>;
  heading: RefObject<HTMLHeadingElement>;
  detailsButton: RefObject<HTMLButtonElement>;
}

/** What the chat is called, and the way back, to the others and to the link. */
export function ChatHeader(props: ChatHeaderProps) {
  const { view, name, areDetailsOpen, onDetails, heading, detailsButton } = props;
  const { isSearching, onSearch, searchButton } = props;
  return html`
    <header class="chat-header">
      <${Link} class="icon-button chat-back" href=${pagePath.home} aria-label=${insideWords.chat.back}><${BackIcon} /><//>
      <div class="chat-title" onClick=${view ? onDetails : undefined}>
        ${name && html`<h1 class="one-line" dir="auto" ref=${heading} tabindex="-1">${name}</h1>`}
        ${view && html`<p class="chat-facts">${factsOf(view)}</p>`}
      </div>
      <${LineBadge} />
      ${
        view &&
        html`
          ${view.chat.kind !== 'direct' && html`<${CopyLink} url=${inviteUrl(view.chat)} />`}
          <button
            type="button"
            class="icon-button"
            ref=${searchButton}
            aria-label=${insideWords.chat.search}
            aria-expanded=${isSearching ? 'true' : 'false'}
            onClick=${onSearch}
          >
            <${SearchIcon} />
          </button>
          <button
            type="button"
            class="icon-button chat-details-button"
            ref=${detailsButton}
            aria-label=${insideWords.chat.showDetails}
            aria-expanded=${areDetailsOpen ? 'true' : 'false'}
            aria-controls="chat-details"
            onClick=${onDetails}
          >
            <${PeopleIcon} />
          </button>
        `
      }
    </header>
  `;
}

/** What it is about stands first: who is there says every list. Each is cut at its own end, in whichever direction it is written. */
function factsOf({ chat, presence }: OpenChatView) {
  const { memberCount, online, private: forTwo } = insideWords.chat;
  const { partner, topic, disappear_after: after } = chat;
  return html`
    ${after && html`<${TimeMark} after=${after} />`}
    ${topic && html`<span class="one-line" dir="auto">${topic}</span>`}
    <span class="chat-people">
      ${
        partner
          ? forTwo(presence.online.includes(partner.username))
          : html`<span>${memberCount(chat.member_count)}</span> · <span>${online(presence.online_count)}</span>`
      }
    </span>
  `;
}
