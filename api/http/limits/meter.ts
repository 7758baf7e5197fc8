import type { Clock } from '../../process/clock.ts';

/** So many `points` at once, which come back evenly within `seconds`. */
export interface Allowance {
  points: number;
  seconds: number;
}

/** Room for everyone who may hold a poll on one node, at about 100 bytes each. */
const defaultMaxKeys = 20_000;
/** To look at all keys takes a millisecond or two. */
const sweepEveryMs = 1000;

/**
 * What each key has used of the same allowance, as one number: when it will have paid everything back (the "generic cell
 * rate algorithm" of ITU-T I.371). A refusal uses nothing. It never knows more than `maxKeys` keys: those that have paid back
 * are forgotten first, then the oldest. That gives nobody anything: who has so many keys could as well take a new one.
 */
export class Meter {
  #paidBackAt = new Map<string | number, number>();
  #sweptAt = Number.NEGATIVE_INFINITY;
  readonly #burstMs: number;
  readonly #pointMs: number;

  constructor(
    { points, seconds }: Allowance,
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly maxKeys = defaultMaxKeys,
  ) {
    this.#burstMs = seconds * 1000;
    this.#pointMs = this.#burstMs / points;
  }

  get size(): number {
    return this.#paidBackAt.size;
  }

  has(key: string | number): boolean {
    return this.#paidBackAt.has(key);
  }

  /** Takes so many points and returns 0; when not so many are left, takes none and returns the milliseconds until they are. */
  take(key: string | number, points = 1): number {
    const now = this.#now();
    const usedUntil = this.#paidBackAt.get(key);
    if (usedUntil === undefined && this.isFull()) this.#forgetOldest();
    const paidBackAt = Math.max(now, usedUntil ?? now) + points * this.#pointMs;
    if (paidBackAt - now > this.#burstMs) return paidBackAt - now - this.#burstMs;
    this.#paidBackAt.set(key, paidBackAt);
    return 0;
  }

  giveBack(key: string | number, points = 1): void {
    const paidBackAt = (this.#paidBackAt.get(key) ?? 0) - points * this.#pointMs;
    if (paidBackAt > this.#now()) this.#paidBackAt.set(key, paidBackAt);
    else this.#paidBackAt.delete(key);
  }

  /** Whether one more key would push out another, which perhaps still counts. */
  isFull(): boolean {
    if (this.size >= this.maxKeys) this.#sweep();
    return this.size >= this.maxKeys;
  }

  /** Whole, because V8 keeps a small whole number without any memory for it: a poll pays here twice. */
  #now(): number {
    return Math.floor(this.clock.monotonic());
  }

  #sweep(): void {
    const now = this.#now();
    if (now - this.#sweptAt < sweepEveryMs) return;
    this.#sweptAt = now;
    for (const [key, paidBackAt] of this.#paidBackAt) if (paidBackAt <= now) this.#paidBackAt.delete(key);
  }

  #forgetOldest(): void {
    const oldest = this.#paidBackAt.keys().next();
    if (!oldest.done) this.#paidBackAt.delete(oldest.value);
  }
}
