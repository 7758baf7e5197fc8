import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { atLeast } from '../../kit/breakpoints.ts';
import { chatName } from '../../kit/chat-name.ts';
import { LineBar } from '../../kit/page/line-bar.ts';
import { useTitle } from '../../kit/page/title.ts';
import { Boundary } from '../../kit/parts/boundary.ts';
import type { User } from '../../net/wire.ts';
import { useInside } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { Composer } from '../compose/door.ts';
import { ChatDetails } from '../details/door.ts';
import { Search } from '../search/door.ts';
import { MessageLog } from '../talk/door.ts';
import { ChatHeader } from './chat-header.ts';

interface ChatProps {
  view: OpenChatView;
  me: User;
}

/** An open chat: its head, the talk, where one writes, and who is in it. */
export function Chat({ view, me }: ChatProps) {
  const { chat } = view;
  const { chats, layers } = useInside();
  const { setPanel } = layers;
  const panel = useValue(layers.panel);
  const isSearching = panel === 'search';
  /** Where there is room the details stand there until somebody closes them. */
  const [standsBeside, setStandsBeside] = useState(() => matchMedia(atLeast('detailsBeside')).matches);
  const typed = useRef('');
  const searchButton = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const detailsButton = useRef<HTMLButtonElement>(null);
  const name = chatName(chat);
  useTitle(name);
  useEffect(() => chats.keepName(name), [name]);

  // The composer takes the focus where there is a keyboard to write on; else one starts at the top of the chat.
  useLayoutEffect(() => {
    if (!document.activeElement?.matches('textarea')) heading.current?.focus();
  }, []);

  // Closed by Back: what opened it has the focus again.
  const lastPanel = useRef(panel);
  useLayoutEffect(() => {
    const opener = lastPanel.current === 'search' ? searchButton : detailsButton;
    if (lastPanel.current && !panel && document.activeElement === document.body) opener.current?.focus();
    lastPanel.current = panel;
  }, [panel]);

  const closeDetails = () => {
    setStandsBeside(false);
    setPanel(null);
    detailsButton.current?.focus();
  };

  const closeSearch = (how: 'closed' | 'gone') => {
    setPanel(null);
    if (how === 'closed') searchButton.current?.focus();
  };

  // One of them at a time has the place beside the talk.
  const isOpen = panel === 'details' || (standsBeside && !isSearching);
  return html`
    <div class="chat ${isOpen || isSearching ? 'chat-with-details' : ''}">
      <${ChatHeader}
        view=${view}
        areDetailsOpen=${isOpen}
        onDetails=${() => (isOpen ? closeDetails() : setPanel('details'))}
        isSearching=${isSearching}
        onSearch=${() => (isSearching ? closeSearch('closed') : setPanel('search'))}
        searchButton=${searchButton}
        heading=${heading}
        detailsButton=${detailsButton}
      />
      <main class="talk">
        <${LineBar} />
        <${Boundary} of=${chat.id}><${MessageLog} view=${view} me=${me} /><//>
        <${Boundary} of=${chat.id}><${Composer} chat=${chat} me=${me} /><//>
      </main>
      ${isSearching && html`<${Boundary} of="search"><${Search} view=${view} me=${me} typed=${typed} onClose=${closeSearch} /><//>`}
      ${
        isOpen &&
        html`
          <${Boundary} of="details">
            <${ChatDetails} view=${view} me=${me} takesFocus=${panel === 'details'} onClose=${closeDetails} />
          <//>
        `
      }
    </div>
  `;
}
