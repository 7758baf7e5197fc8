import type { Api } from '../api.ts';
import type { LineOptions } from './stream-line.ts';

/** Longer than a server lets a stream last. */
const longestMs = 2 * 3_600_000;

/** Asks for events as they come, a page a line (contract, section 5, *Streams*). `fetch` is that of all other calls. */
export function askStream(
  { events }: Pick<Api, 'events'>,
  fetch: typeof globalThis.fetch,
): LineOptions['open'] {
  const asLines: typeof fetch = (path, init) => {
    const headers = new Headers(init?.headers);
    headers.set('Accept', 'application/x-ndjson');
    return fetch(path, { ...init, headers });
  };
  return (place) => events({ ...place, waitMs: 0, heldMs: longestMs, by: asLines });
}
