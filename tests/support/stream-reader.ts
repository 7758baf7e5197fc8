import type { Person } from './person.ts';
import { openStream } from './stream.ts';

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
