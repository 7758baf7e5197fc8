import { html } from 'htm/preact';
import { Link } from '../../kit/links/link.ts';
import { LineBar } from '../../kit/page/line-bar.ts';
import { useTitle } from '../../kit/page/title.ts';
import { BackIcon } from '../../kit/pictures/icons.ts';
import { pagePath } from '../../net/paths.ts';
import type { User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { markedName } from '../../store/session/marked-name.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { LineBadge } from '../line/door.ts';
import { WaitingMessages } from '../talk/door.ts';

interface OpeningProps {
  /** Undefined in the moment before the visit begins. */
  uri: string | undefined;
  me: User;
}

/**
 * While a chat is on its way, and as long as there is no line after a reload: its head, and what waits to be sent. What was said
 * there is on no device (ARCHITECTURE.md).
 */
export function Opening({ uri, me }: OpeningProps) {
  const { state } = useStore();
  const line = useValue(state.line);
  const { back, opening, notKept } = insideWords.chat;
  const name = markedName(history.state, me.id);
  useTitle(name ?? opening);
  return html`
    <div class="chat">
      <header class="chat-header">
        <${Link} class="icon-button chat-back" href=${pagePath.home} aria-label=${back}><${BackIcon} /><//>
        <div class="chat-title">${name && html`<h1 class="one-line"><bdi>${name}</bdi></h1>`}</div>
        <${LineBadge} />
      </header>
      <main class="talk">
        <${LineBar} />
        <div class="log">
          <div class="log-content">
            <p class="log-start" role="status">${line === 'up' ? opening : notKept}</p>
            ${uri && html`<${WaitingMessages} uri=${uri} me=${me} />`}
          </div>
        </div>
      </main>
    </div>
  `;
}
