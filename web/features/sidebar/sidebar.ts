import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LateProblem } from '../../kit/late-problem.ts';
import { Link } from '../../kit/links/link.ts';
import { LineBar } from '../../kit/page/line-bar.ts';
import { useTitle } from '../../kit/page/title.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { Mark, NewChatIcon, SearchIcon } from '../../kit/pictures/icons.ts';
import { type Place, pagePath } from '../../net/paths.ts';
import type { Chat, User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import type { Problem } from '../../words/en/problems.ts';
import { words } from '../../words/en/words.ts';
import { LineBadge } from '../line/door.ts';
import { People } from '../people/door.ts';
import { Rooms } from '../rooms/door.ts';
import { ChatList } from './chat-list.ts';
import { type Section, Sections } from './sections.ts';

interface SidebarProps {
  me: User;
  place: Place;
  /** It is all there is on the screen, and not beside something else. */
  isPage: boolean;
  /** Opens the quick switch. */
  onFind(): void;
}

/** Where one goes from: my chats, the people and the rooms of this server, and a new chat. */
export function Sidebar({ me, place, isPage, onFind }: SidebarProps) {
  const { state, actions } = useStore();
  const chats = useValue(state.chats);
  const [section, setSection] = useState<Section>('chats');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  const start = useRef<HTMLButtonElement>(null);
  const isHome = place.kind === 'home';
  useLayoutEffect(() => {
    if (isHome) start.current?.focus({ preventScroll: true });
  }, [isHome]);

  const startChat = async () => {
    if (isStarting) return;
    // One that waits for its first word is as good as another.
    const unused = chats?.find((chat) => isUnused(chat, me));
    if (unused) return actions.go(pagePath.chat(unused.uri));
    setIsStarting(true);
    const found = await actions.startChat();
    setIsStarting(false);
    setProblem(found);
  };

  return html`
    <${isPage ? 'main' : 'nav'} class="sidebar" aria-label=${insideWords.home.chats}>
      ${isPage && html`<${PageTitle} />`}
      <div class="sidebar-head">
        <${Link} class="brand" href=${pagePath.home}><${Mark} />${words.product}<//>
        ${isHome && html`<${LineBadge} />`}
        <button
          type="button"
          class="icon-button"
          aria-label=${insideWords.home.find}
          title=${insideWords.home.find + insideWords.home.findKeys}
          aria-keyshortcuts="Control+K Meta+K"
          aria-haspopup="dialog"
          onClick=${onFind}
        >
          <${SearchIcon} />
        </button>
      </div>
      ${isHome && html`<${LineBar} />`}
      <${isPage ? 'h1' : 'h2'} class="visually-hidden">${insideWords.home.chats}<//>
      <button
        type="button"
        class="button button-primary"
        ref=${start}
        aria-disabled=${isStarting ? 'true' : undefined}
        onClick=${startChat}
      >
        <${NewChatIcon} />${isStarting ? insideWords.home.starting : insideWords.home.start}
      </button>
      <${LateProblem} problem=${problem} />
      <${Sections} section=${section} onSection=${setSection}>
        ${section === 'people' && html`<${People} />`}
        ${section === 'rooms' && html`<${Rooms} />`}
        ${section === 'chats' && chats === null && html`<p class="quiet">${insideWords.home.loading}</p>`}
        ${section === 'chats' && chats?.length === 0 && html`<p class="quiet">${insideWords.home.none}</p>`}
        ${
          section === 'chats' &&
          chats &&
          chats.length > 0 &&
          html`<${ChatList} chats=${chats} me=${me} openUri=${place.kind === 'chat' ? place.uri : null} />`
        }
      <//>
      <div class="sidebar-foot">
        <${Link} class="sidebar-me" href=${pagePath.settings} aria-label=${words.settings(me.display_name)}>
          <${Avatar} user=${me} /><bdi class="one-line">${me.display_name}</bdi>
        <//>
        ${
          isHome &&
          html`<button type="button" class="button button-quiet" onClick=${actions.askToLogOut}>${words.logOut}</button>`
        }
      </div>
    <//>
  `;
}

/** A chat of one's own in which nobody else is yet and nothing was said, and which has no name. */
function isUnused({ kind, name, owner, member_count, last_message }: Chat, me: User): boolean {
  return kind === 'session' && !name && owner?.id === me.id && member_count === 1 && !last_message;
}

function PageTitle() {
  useTitle(insideWords.home.chats);
  return null;
}
