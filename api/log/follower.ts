import type { Database } from '../db/database.ts';
import type { LogEvent } from './event.ts';
import { readTail } from './queries.ts';
import { RecentEvents } from './recent.ts';
import { type References, resolveEvents } from './references.ts';

export type Listener = (events: readonly LogEvent[]) => void;

/** How many rows one look at the log takes at most; a reader far behind takes several looks. */
const tailBatch = 1000;

/** How this process follows the log: every event that any process committed comes out to the listeners, once and in order. */
export class Follower {
  readonly recent: RecentEvents;
  /** Is told what a listener threw. */
  onFailure: (error: unknown) => void = () => {};
  #listeners: Listener[] = [];
  /** The look at the log that is under way, and the one after it. */
  #looking: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  /** What this process committed and has not read yet: its JSON is made already. */
  #own = new Map<number, LogEvent>();

  constructor(
    private readonly db: Database,
    private readonly references: References,
    head: number,
  ) {
    this.recent = new RecentEvents(head, references);
  }

  /** Called with each run of new events, right after they are in `recent`. One that throws stops no other. */
  onEvents(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /**
   * What this process has committed. Resolves when it is read here. Numbers have no gaps, so what follows the last known event is taken as
   * it is: there is nothing in between. Else this process looks.
   */
  async take(events: readonly LogEvent[]): Promise<void> {
    const [first] = events;
    if (!first) return;
    if (first.id === this.recent.head + 1) return this.#deliver(events);
    // Not before it is committed: after a rollback somebody else is given the same ids.
    for (const event of events) this.#own.set(event.id, event);
    try {
      await this.readTo(events.at(-1)?.id ?? 0);
    } finally {
      for (const event of events) this.#own.delete(event.id);
    }
  }

  /** Resolves when this process has read all that was committed before the call. Calls made during a look share the next one. */
  catchUp(): Promise<void> {
    this.#next ??= this.#lookAfter(this.#looking);
    return this.#next;
  }

  /** As far as this place, which may be what the look under way brings. */
  async readTo(position: number): Promise<void> {
    await this.#looking?.catch(() => {});
    if (this.recent.head < position) await this.catchUp();
  }

  async #lookAfter(current: Promise<void> | null): Promise<void> {
    // It may have begun before the call.
    await current?.catch(() => {});
    this.#next = null;
    const look = this.#readOn();
    this.#looking = look;
    try {
      await look;
    } finally {
      if (this.#looking === look) this.#looking = null;
    }
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const events = await readTail(this.db, this.recent.head, tailBatch);
      this.#deliver(await this.#resolved(events));
      if (events.length < tailBatch) return;
    }
  }

  /** As memory holds them: this process's own as they were made, the others' read once for all readers. */
  async #resolved(events: readonly LogEvent[]): Promise<LogEvent[]> {
    const foreign = events.filter(
      (event) => !this.#own.has(event.id) && !this.references.isResolvedLate(event),
    );
    const resolved = await resolveEvents(this.db.read, this.references, foreign);
    const byId = new Map(resolved.map((event) => [event.id, event]));
    return events.map((event) => this.#own.get(event.id) ?? byId.get(event.id) ?? event);
  }

  #deliver(events: readonly LogEvent[]): void {
    const fresh = this.recent.push(events);
    if (fresh.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(fresh);
      } catch (error) {
        this.onFailure(error);
      }
    }
  }
}
