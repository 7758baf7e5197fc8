import { html } from 'htm/preact';
import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { lazy } from '../../kit/parts/lazy.ts';
import type { Message } from '../../net/wire.ts';
import { insideWords } from '../../words/en/inside.ts';

const MessageMenu = lazy(
  () => import('./message.ts'),
  ({ MessageMenu }) => MessageMenu,
);

/** The way to all that one can do with a message. The arrow keys go from one message's button to the next. */
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
      aria-expanded=${isOpen ? 'true' : 'false'}
      onClick=${open}
      onKeyDown=${goToNext}
    >
      ⋯
    </button>
    ${isOpen && html`<${MessageMenu} key=${opening} message=${message} button=${button} onClose=${close} />`}
  `;
}

function goToNext(event: TargetedKeyboardEvent<HTMLButtonElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...(event.currentTarget.closest('.log')?.querySelectorAll<HTMLElement>('.more') ?? [])];
  buttons[buttons.indexOf(event.currentTarget) + step]?.focus();
}
