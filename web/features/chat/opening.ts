import { html } from 'htm/preact';
import { LineBar } from '../../kit/page/line-bar.ts';
import type { User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { WaitingMessages } from '../talk/door.ts';

interface OpeningProps {
  /** Undefined in the moment before the visit begins. */
  uri: string | undefined;
  me: User;
}

/**
 * While a chat is on its way, and as long as there is no line after a reload: below its head, what waits to be sent. What was said
 * there is on no device (ARCHITECTURE.md).
 */
export function Opening({ uri, me }: OpeningProps) {
  const { state } = useStore();
  const line = useValue(state.line);
  const { opening, notKept } = insideWords.chat;
  return html`
    <main class="talk">
      <${LineBar} />
      <div class="log">
        <div class="log-content">
          <p class="log-start" role="status">${line === 'up' ? opening : notKept}</p>
          ${uri && html`<${WaitingMessages} uri=${uri} me=${me} />`}
        </div>
      </div>
    </main>
  `;
}
