import { deflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Seal } from '../../bus/seal.ts';
import type { LogEvent } from '../event.ts';
import { toRow } from '../queries.ts';
import { addresseeOf, type Run } from './addressee.ts';
import { PackedRun } from './packed-run.ts';

/** Of JSON; beyond, those who are told look for it: it takes them no longer. */
const maxRunBytes = 128 * 1024;
/** Of JSON in one text: packed it is most often a quarter. */
const maxPartBytes = 20 * 1024;

/** What the seal of these texts is for (bus/seal.ts). By the database too: secrets get copied, and the next database has the same numbers for other things. */
export const newsPurpose = (databaseId: string) => `news with heads of ${databaseId}`;

/** What of a run is read before it is unpacked: the id of its first, and for each whose business it is. */
const headShape = z.tuple([z.int().min(1), z.int()], z.int());
const lengthBytes = 4;

/**
 * A run of events, each one's id the next after that of the one before, as texts of at most `maxBytes`, each of which is a run that can be
 * read by itself. Null where that is too much.
 */
export function packNews(events: readonly LogEvent[], seal: Seal, maxBytes: number): string[] | null {
  if (bytesOf(events) > maxRunBytes) return null;
  const texts: string[] = [];
  for (const part of parts(events)) {
    const packed = packPart(part, seal, maxBytes);
    if (!packed) return null;
    texts.push(...packed);
  }
  return texts;
}

/** The run that a text is, still packed: whoever has no use for it does not pay for more than its head. Null for any other text. */
export function unpackNews(text: string, seal: Seal): Run | null {
  const content = seal.open(text);
  if (!content || content.length < lengthBytes) return null;
  const headEnd = lengthBytes + content.readUInt32BE(0);
  try {
    const { success, data } = headShape.safeParse(
      JSON.parse(content.toString('latin1', lengthBytes, headEnd)),
    );
    if (!success) return null;
    const [first, ...addressees] = data;
    return new PackedRun(first, addressees, content.subarray(headEnd));
  } catch {
    // Of a node of another version.
    return null;
  }
}

function packPart(events: readonly LogEvent[], seal: Seal, maxBytes: number): string[] | null {
  const head = JSON.stringify([events[0]?.id, ...events.map(addresseeOf)]);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(head.length);
  const body = deflateRawSync(JSON.stringify(events.map(toRow)), { level: 1 });
  const text = seal.close(Buffer.concat([length, Buffer.from(head, 'latin1'), body]));
  if (text.length <= maxBytes) return [text];
  if (events.length === 1) return null;
  const half = Math.ceil(events.length / 2);
  const [one, other] = [events.slice(0, half), events.slice(half)].map((each) =>
    packPart(each, seal, maxBytes),
  );
  return one && other ? [...one, ...other] : null;
}

function parts(events: readonly LogEvent[]): LogEvent[][] {
  const all: LogEvent[][] = [];
  let room = 0;
  for (const event of events) {
    if (event.bytes > room) {
      all.push([]);
      room = maxPartBytes;
    }
    all.at(-1)?.push(event);
    room -= event.bytes;
  }
  return all;
}

function bytesOf(events: readonly LogEvent[]): number {
  return events.reduce((sum, { bytes }) => sum + bytes, 0);
}
