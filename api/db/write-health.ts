import type { Knex } from 'knex';
import { type Fault, faultOf } from './faults.ts';

/** So long a write that was done, or could not be, says how things are. */
const trustMs = 5000;

/**
 * Whether writes can be done, as those who write found out; and where nobody wrote lately by a small one of its own, so that an
 * idle server with a full disk does not say it is ready. Of a fault it speaks for some seconds, because on a full disk a small
 * write may still go where a larger one does not.
 */
export class WriteHealth {
  #doneAt = Number.NEGATIVE_INFINITY;
  #failed: { fault: Fault; at: number } | null = null;
  #probing: Promise<Fault | null> | null = null;
  #recoveryListeners: (() => void)[] = [];

  constructor(
    private readonly write: () => Promise<void>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  onRecovery(listener: () => void): void {
    this.#recoveryListeners.push(listener);
  }

  /** How a write ended: null when it was done. An error that is no fault of the database says nothing. */
  note(error: unknown): void {
    if (error === null) {
      this.#doneAt = this.now();
      const wasFailing = this.#failed !== null && this.now() - this.#failed.at >= trustMs;
      if (!wasFailing) return;
      this.#failed = null;
      for (const listener of this.#recoveryListeners) listener();
      return;
    }
    const fault = faultOf(error);
    if (fault?.stopsWrites) this.#failed = { fault, at: this.now() };
  }

  /** Of many who ask at once, all are answered by one write. */
  async whatStopsWrites(): Promise<Fault | null> {
    if (this.#failed && this.now() - this.#failed.at < trustMs) return this.#failed.fault;
    if (!this.#failed && this.now() - this.#doneAt < trustMs) return null;
    this.#probing ??= this.#probe();
    return this.#probing;
  }

  async #probe(): Promise<Fault | null> {
    try {
      await this.write();
      return null;
    } catch (error) {
      const fault = faultOf(error);
      // Any other error, such as a table that is gone, stops writes as well.
      if (!fault) throw error;
      return fault;
    } finally {
      this.#probing = null;
    }
  }
}

/** A row of its own, written again and again: the smallest thing that needs the disk. */
export async function noteWrite(trx: Knex.Transaction): Promise<void> {
  const row = { key: 'write_probe', value: String(Date.now()) };
  await trx('meta').insert(row).onConflict('key').merge();
}
