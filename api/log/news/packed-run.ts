import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { eventTypes, type LogEvent } from '../event.ts';
import { type Row, toLogEvent } from '../queries.ts';
import { type Addressee, forAll, type IsAwaited, type Passed, type Run, type Stretch } from './addressee.ts';

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
const rowsShape = z.array(z.unknown());

/** A run as another node has told it. `body`: its rows as packed JSON, one for each of `addressees`. */
export class PackedRun implements Run {
  constructor(
    readonly first: number,
    private readonly addressees: readonly Addressee[],
    private readonly body: Buffer,
  ) {}

  get end(): number {
    return this.first + this.addressees.length - 1;
  }

  get bytes(): number {
    return this.body.length + 8 * this.addressees.length;
  }

  open(isAwaited: IsAwaited): Stretch | null {
    const passed: Passed[] = [];
    const heard: number[] = [];
    for (const [i, addressee] of this.addressees.entries()) {
      if (addressee === forAll || isAwaited(addressee)) heard.push(i);
      else passed.push({ id: this.first + i, addressee });
    }
    if (heard.length === 0) return { events: [], passed };
    const events = this.#read(heard);
    return events && { events, passed };
  }

  /** Those in these places; null when it is not what it should be. */
  #read(places: readonly number[]): LogEvent[] | null {
    try {
      const json = inflateRawSync(this.body, { maxOutputLength: maxUnpackedBytes }).toString();
      const rows = rowsShape.parse(JSON.parse(json));
      if (rows.length !== this.addressees.length) return null;
      const read = places.map((place) => rowShape.parse(rows[place]));
      return read.every((row, i) => row.id === this.first + (places[i] ?? 0)) ? read.map(toLogEvent) : null;
    } catch {
      // Of a node of another version.
      return null;
    }
  }
}
