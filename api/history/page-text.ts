/** A page as it goes over the wire, but for the cursor, which moves on while the page stays. */
export class PageText {
  readonly #before: Buffer;
  readonly #after: Buffer;
  /** As it was last sent: while nothing happens anywhere, the same for all. */
  #last: { cursor: string; body: Buffer } | null = null;

  constructor(before: string, after: string) {
    this.#before = Buffer.from(before);
    this.#after = Buffer.from(after);
  }

  /** What it takes in memory, twice the page. */
  get bytes(): number {
    return 2 * (this.#before.length + this.#after.length);
  }

  with(cursor: string): Buffer {
    if (this.#last?.cursor !== cursor) {
      const body = Buffer.concat([this.#before, Buffer.from(`"cursor":"${cursor}"`), this.#after]);
      this.#last = { cursor, body };
    }
    return this.#last.body;
  }
}
