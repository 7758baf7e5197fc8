import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { lazy } from '../../kit/parts/lazy.ts';
import type { FeedStatus, LineStatus } from '../../net/transport/transport.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import type { LineKind } from './line-facts.ts';

const LineFacts = lazy(
  () => import('./line-facts.ts'),
  ({ LineFacts }) => LineFacts,
);

/** The truth about the line, in a word; pressed, for the curious in numbers. */
export function LineBadge() {
  const { state } = useStore();
  const [isOpen, setIsOpen] = useState(false);
  const line = useValue(state.line);
  const feed = useValue(state.feed);
  const waiting = useValue(state.outbox).filter((outgoing) => outgoing.state === 'sending').length;
  const kind = kindOf(line, feed);
  const text = insideWords.line[kind](waiting);
  const title = insideWords.line.badge(text);
  return html`
    <button type="button" class="line-badge" aria-label=${title} aria-haspopup="dialog" onClick=${() => setIsOpen(true)}>
      <span class="line-dot line-${kind}"></span><span class="line-text">${text}</span>
    </button>
    ${isOpen && html`<${LineFacts} title=${title} kind=${kind} onClose=${() => setIsOpen(false)} />`}
  `;
}

function kindOf(line: LineStatus, feed: FeedStatus | null): LineKind {
  if (line !== 'up') return 'offline';
  return feed?.isHolding ? 'live' : 'interval';
}
