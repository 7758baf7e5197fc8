import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import { LineBar } from '../../kit/page/line-bar.ts';
import { Boundary } from '../../kit/parts/boundary.ts';
import type { User } from '../../net/wire.ts';
import type { OpenChatView } from '../../store/state.ts';
import { Composer } from '../compose/door.ts';
import { ChatDetails } from '../details/door.ts';
import { PinBar } from '../pins/door.ts';
import { Search } from '../search/door.ts';
import { MessageLog } from '../talk/door.ts';

interface OpenChatProps {
  view: OpenChatView;
  me: User;
  isSearching: boolean;
  onCloseSearch(how: 'closed' | 'gone'): void;
  areDetailsOpen: boolean;
  /** Opened by hand, by a link or by Forward: then the focus goes along. */
  areAskedFor: boolean;
  onCloseDetails(): void;
}

/** Below the head of an open chat: the talk, where one writes, and what stands beside them. */
export function OpenChat(props: OpenChatProps) {
  const { view, me, isSearching, onCloseSearch, areDetailsOpen, areAskedFor, onCloseDetails } = props;
  const { chat } = view;
  const typed = useRef('');
  return html`
    <main class="talk">
      <${LineBar} />
      ${chat.pinned[0] && html`<${PinBar} view=${view} me=${me} />`}
      <${Boundary} of=${chat.id}><${MessageLog} view=${view} me=${me} /><//>
      <${Boundary} of=${chat.id}><${Composer} chat=${chat} me=${me} /><//>
    </main>
    ${isSearching && html`<${Boundary} of="search"><${Search} view=${view} me=${me} typed=${typed} onClose=${onCloseSearch} /><//>`}
    ${
      areDetailsOpen &&
      html`
        <${Boundary} of="details">
          <${ChatDetails} view=${view} me=${me} takesFocus=${areAskedFor} onClose=${onCloseDetails} />
        <//>
      `
    }
  `;
}
