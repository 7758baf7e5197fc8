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
  const over = AbortSignal.any([signal, AbortSignal.timeout(cutAfterMs)]);
  try {
    const stream = await openStream(person, url, { accept: 'application/x-ndjson', signal: over, onLine });
    await stream.ended;
    return stream.status;
  } catch {
    return 0;
  }
}
