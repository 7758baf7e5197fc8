import type { LogEvent } from '../event.ts';

/** More than come out of order where all goes well; what is not kept costs a look at the log. */
const maxRuns = 100;
const maxBytes = 4 * 1024 * 1024;

interface Run {
  events: readonly LogEvent[];
  /** The id of its last. */
  end: number;
  bytes: number;
}

/**
 * Runs of events, without gaps in their ids, that begin further on than this process has read. Such a run is taken when everything
 * before it has been read, and never sooner: what it says may have been taken back since, and who follows the log in order
 * learns that from what comes behind it.
 */
export class Ahead {
  /** By the id that each follows. */
  #runs = new Map<number, Run>();
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#runs.size === 0;
  }

  put(events: readonly LogEvent[]): void {
    const [first] = events;
    const end = events.at(-1)?.id;
    if (!first || end === undefined) return;
    const bytes = events.reduce((sum, event) => sum + event.bytes, 0);
    if (this.#runs.has(first.id - 1) || this.#runs.size >= maxRuns || this.#bytes + bytes > maxBytes) return;
    this.#runs.set(first.id - 1, { events, end, bytes });
    this.#bytes += bytes;
  }

  /** A run that goes on from this place, at its beginning or within it, if there is one: once. Forgets what ends before. */
  takeAfter(place: number): readonly LogEvent[] | null {
    for (const [after, { events, end, bytes }] of this.#runs) {
      if (after > place) continue;
      this.#runs.delete(after);
      this.#bytes -= bytes;
      if (end > place) return events;
    }
    return null;
  }

  find(id: number): LogEvent | undefined {
    for (const [after, { events, end }] of this.#runs) {
      if (after < id && id <= end) return events[id - after - 1];
    }
    return undefined;
  }
}
