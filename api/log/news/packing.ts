import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Seal } from '../../bus/seal.ts';
import { eventTypes, type LogEvent } from '../event.ts';
import { type Row, toLogEvent, toRow } from '../queries.ts';

/** Of JSON; beyond, those who are told look for it: it takes them no longer. */
const maxRunBytes = 128 * 1024;
/** Of JSON in one text: packed it is most often a quarter. */
const maxPartBytes = 20 * 1024;
/** Some more than the longest event. */
const maxUnpackedBytes = 1024 * 1024;

const id = z.int().min(1);
const rowShape: z.ZodType<Row> = z.object({
  id,
  chat_id: id.nullable(),
  user_id: id.nullable(),
  audience: z
    .string()
    .regex(/^(\*|,(\d+,)+)$/)
    .nullable(),
  type: z.enum(eventTypes),
  chat_uri: z.string().nullable(),
  message_id: id.nullable(),
  // That it is JSON is known by the seal: a node made it.
  data: z.string(),
  created_at: z.int().min(0).max(8.64e15),
});
const rowsShape = z
  .array(rowShape)
  .min(1)
  .refine((rows) => rows.every((row, i) => row.id === (rows[0]?.id ?? 0) + i));

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

/** The run that a text is. Null for any other text. */
export function unpackNews(text: string, seal: Seal): LogEvent[] | null {
  const packed = seal.open(text);
  if (!packed) return null;
  try {
    const json = inflateRawSync(packed, { maxOutputLength: maxUnpackedBytes }).toString();
    const { success, data } = rowsShape.safeParse(JSON.parse(json));
    return success ? data.map(toLogEvent) : null;
  } catch {
    // Of a node of another version.
    return null;
  }
}

function packPart(events: readonly LogEvent[], seal: Seal, maxBytes: number): string[] | null {
  const json = JSON.stringify(events.map(toRow));
  const text = seal.close(deflateRawSync(json, { level: 1 }));
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
