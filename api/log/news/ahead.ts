import type { Run } from './addressee.ts';

/** More than come out of order where all goes well; what is not kept costs a look at the log. */
const maxRuns = 100;
const maxBytes = 4 * 1024 * 1024;

/**
 * Runs of events, without gaps in their ids, that begin further on than this process has read. Such a run is taken when everything
 * before it has been read, and never sooner: what it says may have been taken back since, and who follows the log in order
 * learns that from what comes behind it. Nor is it opened sooner: somebody may come meanwhile who asks for what is in it.
 */
export class Ahead {
  /** By the id that each follows. */
  #runs = new Map<number, Run>();
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#runs.size === 0;
  }

  put(run: Run): void {
    const after = run.first - 1;
    if (this.#runs.has(after) || this.#runs.size >= maxRuns || this.#bytes + run.bytes > maxBytes) return;
    this.#runs.set(after, run);
    this.#bytes += run.bytes;
  }

  /** A run that goes on from this place, at its beginning or within it, if there is one: once. Forgets what ends before. */
  takeAfter(place: number): Run | null {
    for (const [after, run] of this.#runs) {
      if (after > place) continue;
      this.#runs.delete(after);
      this.#bytes -= run.bytes;
      if (run.end > place) return run;
    }
    return null;
  }
}
