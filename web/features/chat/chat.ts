import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { atLeast } from '../../kit/breakpoints.ts';
import { chatName } from '../../kit/chat-name.ts';
import { useTitle } from '../../kit/page/title.ts';
import type { User } from '../../net/wire.ts';
import { useInside } from '../../store/context.ts';
import { markedName } from '../../store/session/marked-name.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { ChatHeader } from './chat-header.ts';
import { OpenChat } from './open-chat.ts';
import { Opening } from './opening.ts';

interface ChatProps {
  /** Undefined in the moment before the visit begins. */
  uri: string | undefined;
  /** Null while it is on its way. */
  view: OpenChatView | null;
  me: User;
}

const hasRoomBeside = () => matchMedia(atLeast('detailsBeside')).matches;

/** A chat that is on its way or open, under one head: what was pressed there stays when the talk comes. */
export function Chat({ uri, view, me }: ChatProps) {
  const { chats, layers } = useInside();
  const { setPanel } = layers;
  const panel = useValue(layers.panel);
  const isSearching = panel === 'search';
  /** Where there is room the details stand there until somebody closes them. */
  const [standsBeside, setStandsBeside] = useState(hasRoomBeside);
  const searchButton = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const detailsButton = useRef<HTMLButtonElement>(null);
  // By the chat and not by its uri, which may change under those who are in it.
  const id = view?.chat.id;
  const openName = view && chatName(view.chat);
  const name = openName ?? markedName(history.state, me.id);
  useTitle(name ?? insideWords.chat.opening);
  useEffect(() => {
    if (openName) chats.keepName(openName);
  }, [openName]);

  useLayoutEffect(() => {
    setStandsBeside(hasRoomBeside());
    // A panel takes the focus, and the composer where there is a keyboard to write on; else one starts at the top of the chat.
    if (id !== undefined && !panel && !document.activeElement?.matches('textarea')) heading.current?.focus();
  }, [id]);

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
  const areDetailsOpen = panel === 'details' || (standsBeside && !isSearching);
  return html`
    <div class="chat ${view && (areDetailsOpen || isSearching) ? 'chat-with-details' : ''}">
      <${ChatHeader}
        view=${view}
        name=${name}
        areDetailsOpen=${areDetailsOpen}
        onDetails=${() => (areDetailsOpen ? closeDetails() : setPanel('details'))}
        isSearching=${isSearching}
        onSearch=${() => (isSearching ? closeSearch('closed') : setPanel('search'))}
        searchButton=${searchButton}
        heading=${heading}
        detailsButton=${detailsButton}
      />
      ${
        view
          ? html`
              <${OpenChat}
                key=${id}
                view=${view}
                me=${me}
                isSearching=${isSearching}
                onCloseSearch=${closeSearch}
                areDetailsOpen=${areDetailsOpen}
                areAskedFor=${panel === 'details'}
                onCloseDetails=${closeDetails}
              />
            `
          : html`<${Opening} uri=${uri} me=${me} />`
      }
    </div>
  `;
}
