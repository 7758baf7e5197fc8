import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { lazy } from '../../kit/parts/lazy.ts';
import type { FeedStatus, LineStatus } from '../../net/transport/transport.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';

const LineFacts = lazy(
  () => import('./line-facts.ts'),
  ({ LineFacts }) => LineFacts,
);

/** Before the first poll is answered. */
const firstIntervalMs = 3000;

type Kind = 'live' | 'interval' | 'offline';

/** The truth about the line, in a word; pressed, in numbers. */
export function LineBadge() {
  const { state } = useStore();
  const [isOpen, setIsOpen] = useState(false);
  const line = useValue(state.line);
  const feed = useValue(state.feed);
  const waiting = useValue(state.outbox).filter((outgoing) => outgoing.state === 'sending').length;
  const { kind, text } = describe(line, feed, waiting);
  const title = insideWords.line.badge(text);
  return html`
    <button type="button" class="line-badge" aria-label=${title} aria-haspopup="dialog" onClick=${() => setIsOpen(true)}>
      <span class="line-dot line-${kind}"></span><span class="line-text">${text}</span>
    </button>
    ${isOpen && html`<${LineFacts} title=${title} onClose=${() => setIsOpen(false)} />`}
  `;
}

function describe(line: LineStatus, feed: FeedStatus | null, waiting: number): { kind: Kind; text: string } {
  const { live, every, offline, pausing, withWaiting } = insideWords.line;
  if (line !== 'up')
    return { kind: 'offline', text: withWaiting(line === 'unreachable' ? offline : pausing, waiting) };
  if (feed?.isHolding) return { kind: 'live', text: live };
  return { kind: 'interval', text: every(seconds(feed?.intervalMs ?? firstIntervalMs)) };
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
