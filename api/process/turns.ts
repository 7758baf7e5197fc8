/** So many who wait for the same are a crowd; fewer are a few milliseconds' work in all. */
const crowd = 50;

/** So long a crowd waits behind what is said, in milliseconds: about two commits. */
const maxHeldMs = 10;

/**
 * What a thousand wait for is done in parts, one in a turn of the event loop, and waits while something that was said is on its way to disk:
 * that is a dozen hops between threads, and at each it would wait for a part, and the threads for a processor. Then the crowd goes on
 * for at least as long as it has waited, so that it has half of the time beside those who talk without a pause.
 */
export class Turns {
  #saying = 0;
  #held: (() => void)[] = [];
  #heldAt = 0;
  #goesOnUntil = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether so many have to wait behind what is said; then `goOn` is called, in a turn of its own, when they need not any more. */
  hasToWait(count: number, goOn: () => void): boolean {
    if (count <= crowd) return false;
    if (this.#held.length === 0) {
      if (this.#saying === 0 || this.now() < this.#goesOnUntil) return false;
      this.#heldAt = this.now();
      this.#timer = setTimeout(() => this.#goOn(), maxHeldMs);
    }
    this.#held.push(goOn);
    return true;
  }

  /** Until this has settled, it comes before a crowd. */
  async before<T>(work: () => Promise<T>): Promise<T> {
    this.#saying += 1;
    try {
      return await work();
    } finally {
      this.#saying -= 1;
      if (this.#saying === 0) this.#goOn();
    }
  }

  #goOn(): void {
    if (this.#held.length === 0) return;
    clearTimeout(this.#timer);
    const now = this.now();
    this.#goesOnUntil = now + (now - this.#heldAt);
    for (const goOn of this.#held.splice(0)) setImmediate(goOn);
  }
}

/** Each who waits for it goes on in its turn of the event loop, `size` of them in one, and a crowd behind what is said. */
export function inParts(turns: Turns, size: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const part = () => {
    if (turns.hasToWait(waiting.length, part)) return;
    for (const goOn of waiting.splice(0, size)) goOn();
    if (waiting.length > 0) setImmediate(part);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(part);
    });
}
