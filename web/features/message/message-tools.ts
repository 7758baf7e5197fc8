import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { lazy } from '../../kit/parts/lazy.ts';
import type { Message } from '../../net/wire.ts';
import { insideWords } from '../../words/en/inside.ts';

const MessageMenu = lazy(
  () => import('./message.ts'),
  ({ MessageMenu }) => MessageMenu,
);

/** The way to all that one can do with a message. Keys on it are for the log (`follow-key.ts`). */
export function MessageTools({ message }: { message: Message }) {
  /** Counted, because a dialog tells a moment later that it has closed: a quick hand has opened the next one by then. */
  const [opening, setOpening] = useState(0);
  const last = useRef(0);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => {
    last.current += 1;
    setOpening(last.current);
  };
  const close = () => {
    if (opening !== last.current) return;
    setOpening(0);
    button.current?.focus();
  };
  const isOpen = opening > 0;
  return html`
    <button
      type="button"
      class="more"
      ref=${button}
      tabindex="-1"
      aria-label=${insideWords.message.more}
      aria-haspopup="menu"
      aria-keyshortcuts="R"
      aria-expanded=${isOpen ? 'true' : 'false'}
      onClick=${open}
    >
      ⋯
    </button>
    ${isOpen && html`<${MessageMenu} key=${opening} message=${message} button=${button} onClose=${close} />`}
  `;
}
