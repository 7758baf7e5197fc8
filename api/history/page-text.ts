import { GzipBeginning } from '../http/answers/gzip.ts';

/** What is shorter fits into two packets of the network as it is. */
const minPackedBytes = 2048;

interface Sent {
  cursor: string;
  body: Buffer;
}

/** A page as it goes over the wire, but for the cursor, which moves on while the page stays. */
export class PageText {
  readonly #before: Buffer;
  readonly #after: Buffer;
  readonly #onGrown: () => void;
  #packed: GzipBeginning | null = null;
  #packing: Promise<GzipBeginning> | null = null;
  /** As they were last sent: while nothing happens anywhere, the same for all. */
  #last: Sent | null = null;
  #lastPacked: Sent | null = null;

  /** `onGrown` hears that it takes more memory than before. */
  constructor(before: string, after: string, onGrown: () => void = () => undefined) {
    this.#before = Buffer.from(before);
    this.#after = Buffer.from(after);
    this.#onGrown = onGrown;
  }

  /** What it takes in memory, twice the page and twice what it is when packed. */
  get bytes(): number {
    return 2 * (this.#before.length + this.#after.length + (this.#packed?.bytes ?? 0));
  }

  /** Whether it says just this. */
  says(before: string, after: string): boolean {
    return this.#before.equals(Buffer.from(before)) && this.#after.equals(Buffer.from(after));
  }

  with(cursor: string): Buffer {
    if (this.#last?.cursor !== cursor) {
      const body = Buffer.concat([this.#before, this.#endWith(cursor)]);
      this.#last = { cursor, body };
    }
    return this.#last.body;
  }

  /** Whether it would go out packed to those who take it so, but is not packed yet. */
  get isToBePacked(): boolean {
    return this.#packed === null && this.#before.length >= minPackedBytes;
  }

  /** Compresses the page, once for all, unless it is short. */
  async pack(): Promise<void> {
    if (!this.isToBePacked) return;
    this.#packing ??= GzipBeginning.of(this.#before);
    const packed = await this.#packing;
    if (this.#packed) return;
    this.#packed = packed;
    this.#onGrown();
  }

  /** The same as gzip; null where it is not packed. */
  packedWith(cursor: string): Buffer | null {
    if (this.#packed === null) return null;
    if (this.#lastPacked?.cursor !== cursor)
      this.#lastPacked = { cursor, body: this.#packed.endingWith(this.#endWith(cursor)) };
    return this.#lastPacked.body;
  }

  #endWith(cursor: string): Buffer {
    return Buffer.concat([Buffer.from(`"cursor":"${cursor}"`), this.#after]);
  }
}
