import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import type { FeedStatus } from '../../net/transport/transport.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { panelWords } from '../../words/en/panels.ts';
import { words } from '../../words/en/words.ts';

/** What the requests are compared with: the polling of the plainest client. */
const plainIntervalMs = 3000;
const refreshMs = 1000;

export type LineKind = 'live' | 'interval' | 'offline';

interface LineFactsProps {
  title: string;
  kind: LineKind;
  onClose(): void;
}

/** How this page hears of news, and what that took so far; kept up to date while somebody looks. */
export function LineFacts({ title, kind, onClose }: LineFactsProps) {
  const { state } = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [nowMs, setNowMs] = useState(Date.now);
  useLayoutEffect(() => {
    showDialog(dialog.current);
    const timer = setInterval(() => setNowMs(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  const feed = useValue(state.feed);
  const { line } = panelWords;
  return html`
    <${Dialog} dialog=${dialog} title=${title} text=${line.plainly[kind]} onClose=${onClose}>
      ${
        feed &&
        html`
          <dl class="line-facts">
            <dt>${line.transport}</dt>
            <dd>${feed.line === 'up' ? howItComes(feed) : words.line[feed.line]}</dd>
            <dt>${line.requests}</dt>
            <dd>${line.comparison(feed.requests, Math.max(1, Math.ceil((nowMs - feed.sinceMs) / plainIntervalMs)))}</dd>
          </dl>
        `
      }
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${line.close}</button>
      </div>
    <//>
  `;
}

function howItComes({ isHolding, isStreaming, holdMs, intervalMs }: FeedStatus): string {
  const { line } = panelWords;
  if (!isHolding) return line.asked(Math.ceil(intervalMs / 1000));
  return isStreaming ? line.streamed : line.held(Math.ceil(holdMs / 1000));
}
