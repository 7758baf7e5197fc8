import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import type { FeedStatus, LineStatus } from '../transport/transport.ts';
import { words } from '../words.ts';
import { Dialog } from './dialog.ts';

/** What the panel compares with: the polling of the plainest client. */
const plainIntervalMs = 3000;
const refreshMs = 1000;

type Kind = 'live' | 'interval' | 'offline';

/** The truth about the line, in a word; pressed, in numbers. */
export function LineBadge() {
  const { state } = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const line = useValue(state.line);
  const feed = useValue(state.feed);
  const waiting = useValue(state.outbox).filter((outgoing) => outgoing.state === 'sending').length;
  const { kind, text } = describe(line, feed, waiting);
  const { badge, close } = words.line;
  const open = () => {
    dialog.current?.showModal();
    setIsOpen(true);
  };
  return html`
    <button type="button" class="line-badge" aria-label=${badge(text)} aria-haspopup="dialog" onClick=${open}>
      <span class="line-dot line-${kind}"></span><span class="line-text">${text}</span>
    </button>
    <${Dialog} dialog=${dialog} title=${badge(text)} onClose=${() => setIsOpen(false)}>
      ${isOpen && html`<${LineFacts} />`}
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${close}</button>
      </div>
    <//>
  `;
}

/** The numbers, kept up to date while somebody looks at them. */
function LineFacts() {
  const { state } = useStore();
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  const feed = useValue(state.feed);
  if (!feed) return null;
  const { line } = words;
  const how = feed.isHolding ? line.held(seconds(feed.holdMs)) : line.asked(seconds(feed.intervalMs));
  const wouldBe = Math.max(1, Math.ceil((nowMs - feed.sinceMs) / plainIntervalMs));
  return html`
    <dl class="line-facts">
      <dt>${line.transport}</dt>
      <dd>${feed.line === 'up' ? how : line[feed.line]}</dd>
      <dt>${line.requests}</dt>
      <dd>${line.comparison(feed.requests, wouldBe)}</dd>
    </dl>
  `;
}

function describe(line: LineStatus, feed: FeedStatus | null, waiting: number): { kind: Kind; text: string } {
  const { live, every, offline, pausing, withWaiting } = words.line;
  if (line !== 'up')
    return { kind: 'offline', text: withWaiting(line === 'busy' ? pausing : offline, waiting) };
  if (feed?.isHolding) return { kind: 'live', text: live };
  return { kind: 'interval', text: every(seconds(feed?.intervalMs ?? plainIntervalMs)) };
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
