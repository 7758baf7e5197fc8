import type { Clock } from '../../process/clock.ts';

/** One timer for all: ten thousand held polls need no ten thousand timers. A poll may end this much late. */
const tickMs = 100;

/**
 * Calls back when a deadline has passed, at most `tickMs` late. Deadlines are kept in buckets of one tick, so adding and
 * cancelling cost the same however many there are. The timer runs only while something waits. Times are of the clock that never
 * goes back: one that is set back an hour would strand every poll for that hour.
 */
export class Deadlines<T> {
  #buckets = new Map<number, Set<T>>();
  #timer: NodeJS.Timeout | null = null;
  #nextTick = 0;

  constructor(
    private readonly clock: Clock,
    private readonly onDeadline: (item: T) => void,
  ) {}

  /** Returns the handle for `cancel`. */
  add(item: T, atMs: number): number {
    const tick = Math.max(Math.ceil(atMs / tickMs), this.#currentTick() + 1);
    const bucket = this.#buckets.get(tick) ?? new Set();
    this.#buckets.set(tick, bucket.add(item));
    this.#start();
    return tick;
  }

  cancel(item: T, tick: number): void {
    const bucket = this.#buckets.get(tick);
    bucket?.delete(item);
    if (bucket?.size === 0) this.#buckets.delete(tick);
  }

  /** Called by the timer; a test with its own clock calls it itself. */
  tick(): void {
    const current = this.#currentTick();
    for (; this.#nextTick <= current; this.#nextTick += 1) {
      const due = this.#buckets.get(this.#nextTick);
      this.#buckets.delete(this.#nextTick);
      for (const item of due ?? []) this.onDeadline(item);
    }
    if (this.#buckets.size === 0) this.stop();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #currentTick(): number {
    return Math.floor(this.clock.monotonic() / tickMs);
  }

  #start(): void {
    if (this.#timer) return;
    this.#nextTick = this.#currentTick();
    this.#timer = setInterval(() => this.tick(), tickMs);
    this.#timer.unref();
  }
}
