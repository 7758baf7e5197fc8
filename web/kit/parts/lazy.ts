import { html } from 'htm/preact';
import type { ComponentType, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchPart } from '../../net/fetch-part.ts';
import { words } from '../../words/en/words.ts';

const firstRetryMs = 2000;
const maxRetryMs = 30_000;

interface Watched {
  /** Told when its code could not be fetched: what waits for it may have to go on without. */
  onLoadFailed?(): void;
}

/** A component whose code is fetched when it is first shown, or ahead of that. */
export interface Lazy<Props> {
  (props: Props & Watched): VNode | null;
  /** Fetches its code, so that it is there at once when it is shown. Rejects where `fetchPart` does. */
  fetch(): Promise<void>;
}

/**
 * A component whose code is fetched when it is first shown: the page that one opens stays light. `pick` finds it in what was
 * fetched. `meanwhile` stands in its place while it is on its way, or nothing does. When it can't be fetched the person is told, and it is tried again: by itself, when the
 * network is back, and by hand. When the server has a newer page by now only a reload helps. `failed` stands there until then in place of a
 * note with a button.
 */
export function lazy<Part, Props extends object>(
  load: () => Promise<Part>,
  pick: (part: Part) => ComponentType<Props>,
  meanwhile?: ComponentType<Props>,
  failed?: ComponentType<Props>,
): Lazy<Props> {
  let found: ComponentType<Props> | null = null;
  /** One for all that wait: a talk may show it a hundred times. */
  let coming: Promise<void> | null = null;
  const fetch = () => {
    coming ??= fetchPart(load)
      .then((part) => {
        found = pick(part);
      })
      .finally(() => {
        coming = null;
      });
    return coming;
  };
  const Lazy = (props: Props & Watched) => {
    const [state, setState] = useState<'waiting' | 'found' | 'failed'>(found ? 'found' : 'waiting');
    const onLoadFailed = useRef(props.onLoadFailed);
    onLoadFailed.current = props.onLoadFailed;
    const attempt = useRef(() => {});
    useEffect(() => {
      if (found) return;
      const over = new AbortController();
      let timer: ReturnType<typeof setTimeout> | undefined;
      let retryMs = firstRetryMs;
      attempt.current = () => {
        clearTimeout(timer);
        fetch().then(
          () => {
            if (!over.signal.aborted) setState('found');
          },
          () => {
            if (over.signal.aborted) return;
            setState('failed');
            onLoadFailed.current?.();
            timer = setTimeout(attempt.current, retryMs);
            retryMs = Math.min(maxRetryMs, retryMs * 2);
          },
        );
      };
      attempt.current();
      window.addEventListener('online', () => attempt.current(), { signal: over.signal });
      return () => {
        over.abort();
        clearTimeout(timer);
      };
    }, []);
    if (state === 'failed' && !failed) return html`<${LoadFailure} onRetry=${() => attempt.current()} />`;
    const shown = found ?? (state === 'failed' ? failed : meanwhile);
    return shown ? html`<${shown} ...${props} />` : null;
  };
  return Object.assign(Lazy, { fetch });
}

function LoadFailure({ onRetry }: { onRetry(): void }) {
  const { failed, again, reload } = words.part;
  return html`
    <div class="problem part-failed" role="alert">
      <p>${failed}</p>
      <button type="button" class="button button-quiet" onClick=${onRetry}>${again}</button>
      <button type="button" class="button button-quiet" onClick=${() => location.reload()}>${reload}</button>
    </div>
  `;
}
