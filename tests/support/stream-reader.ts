import type { Address, Person } from './person.ts';
import { ndjson, openStream } from './stream.ts';
import { until } from './until.ts';

interface Reading {
  person: Person;
  url: string;
  /** After so long the connection is cut, in the middle of whatever comes. */
  cutAfterMs: number;
  signal: AbortSignal;
}

/** Reads a stream of lines until it ends or is cut, and tells each line that arrived whole. Tells the status, 0 where there was no answer. */
export async function readStream(
  { person, url, cutAfterMs, signal }: Reading,
  onLine: (line: string) => void,
): Promise<number> {
  // Not AbortSignal.timeout, which Node 20 collects as garbage where only AbortSignal.any knows it, and then never cuts.
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), cutAfterMs);
  const over = AbortSignal.any([signal, cut.signal]);
  try {
    const stream = await openStream(person, url, { accept: 'application/x-ndjson', signal: over, onLine });
    await stream.ended;
    return stream.status;
  } catch {
    return 0;
  } finally {
    clearTimeout(timer);
  }
}

/** What a stream of this URL, which names a cursor, tells of all that happened until now: line by line. Polls say where it ends. */
export async function streamToNow({ url }: Address, person: Person, path: string): Promise<string[]> {
  const last = await lastEventOf(person, path);
  if (last === null) return [];
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  const stream = await openStream(person, url + path, { ...ndjson, onLine });
  const isThere = () => lines.some((line) => idsIn(JSON.parse(line)).includes(last));
  await until(isThere, { what: `event ${last} in a stream of ${path}, which is ${stream.status}` });
  stream.close();
  return lines;
}

interface Page {
  cursor: string;
  events: { id: string }[];
  has_more: boolean;
}

const idsIn = ({ events }: Page) => events.map(({ id }) => id);

async function lastEventOf(person: Person, path: string): Promise<string | null> {
  const query = new URL(path, 'http://any');
  query.searchParams.set('limit', '200');
  let last: string | null = null;
  for (let hasMore = true; hasMore; ) {
    const { status, body, text } = await person.get<Page>(query.pathname + query.search);
    if (status !== 200) throw new Error(`${query}: ${status} ${text}`);
    last = idsIn(body).at(-1) ?? last;
    query.searchParams.set('cursor', body.cursor);
    hasMore = body.has_more;
  }
  return last;
}
