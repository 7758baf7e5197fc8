import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Boundary } from '../../kit/boundary.ts';
import { atLeast } from '../../kit/breakpoints.ts';
import { openChatName } from '../../kit/chat-name.ts';
import { LineNotice } from '../../kit/page/line-notice.ts';
import { useTitle } from '../../kit/page/title.ts';
import type { User } from '../../net/wire.ts';
import type { OpenRoom } from '../../store/state.ts';
import { Composer } from '../compose/door.ts';
import { ChatDetails } from '../details/door.ts';
import { Search } from '../search/door.ts';
import { MessageLog } from '../talk/door.ts';
import { ChatHeader } from './chat-header.ts';

interface ChatProps {
  room: OpenRoom;
  me: User;
}

/** A talk: its head, what was said, where one writes, and who is in it. */
export function Chat({ room, me }: ChatProps) {
  const { chat } = room;
  const [details, setDetails] = useState<'closed' | 'open' | 'openedByHand'>(() =>
    matchMedia(atLeast('detailsBeside')).matches ? 'open' : 'closed',
  );
  const [isSearching, setIsSearching] = useState(false);
  const searchButton = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const detailsButton = useRef<HTMLButtonElement>(null);
  useTitle(openChatName(chat, me));

  // The composer takes the focus where there is a keyboard to write on; else one starts at the top of the chat.
  useLayoutEffect(() => {
    if (!document.activeElement?.matches('textarea')) heading.current?.focus();
  }, []);

  const closeDetails = () => {
    setDetails('closed');
    detailsButton.current?.focus();
  };

  const showDetails = () => {
    setIsSearching(false);
    setDetails('openedByHand');
  };

  const closeSearch = (how: 'closed' | 'gone') => {
    setIsSearching(false);
    if (how === 'closed') searchButton.current?.focus();
  };

  // One of them at a time has the place beside the talk.
  const isOpen = details !== 'closed' && !isSearching;
  return html`
    <div class="chat ${isOpen || isSearching ? 'chat-with-details' : ''}">
      <${ChatHeader}
        room=${room}
        me=${me}
        areDetailsOpen=${isOpen}
        onDetails=${() => (isOpen ? closeDetails() : showDetails())}
        isSearching=${isSearching}
        onSearch=${() => (isSearching ? closeSearch('closed') : setIsSearching(true))}
        searchButton=${searchButton}
        heading=${heading}
        detailsButton=${detailsButton}
      />
      <main class="talk">
        <${LineNotice} />
        <${Boundary} of=${chat.id}><${MessageLog} room=${room} me=${me} /><//>
        <${Boundary} of=${chat.id}><${Composer} chat=${chat} me=${me} /><//>
      </main>
      ${isSearching && html`<${Boundary} of="search"><${Search} room=${room} me=${me} onClose=${closeSearch} /><//>`}
      ${
        isOpen &&
        html`
          <${Boundary} of="details">
            <${ChatDetails} room=${room} me=${me} takesFocus=${details === 'openedByHand'} onClose=${closeDetails} />
          <//>
        `
      }
    </div>
  `;
}
