import type { Knex } from 'knex';
import type { Bus } from '../bus/index.ts';
import { openWakeups, type Wakeups } from '../bus/wakeups.ts';
import type { Database } from '../db/database.ts';
import type { Clock } from '../process/clock.ts';
import { type Cursor, decodeCursor, encodeCursor, type StateMark } from './cursor.ts';
import type { LogEvent, NewEvent } from './event.ts';
import { moveHead, type Numbers, takeHead } from './head.ts';
import { appendEvents, readBounds, readTail } from './queries.ts';
import { RecentEvents } from './recent.ts';
import { type References, resolveEvents } from './references.ts';

export type Append = (events: readonly NewEvent[]) => Promise<LogEvent[]>;
/** Lets work in by turns; may refuse when too much waits. */
export interface Line {
  run<T>(work: () => Promise<T>): Promise<T>;
}
interface Opening {
  db: Database;
  clock: Clock;
  bus: Bus;
  references: References;
  /** Absent: whoever wants to write does so at once. */
  line?: Line;
}

export type Listener = (events: readonly LogEvent[]) => void;

/** The log does not have this place: it was pruned, or belongs to another database. */
export class CursorLost extends Error {}

/** How many rows one look at the log takes at most; a reader far behind takes several looks. */
const tailBatch = 1000;

/**
 * The log as this process lives with it: writes go in through `write`, and every event that any process committed comes
 * out to the listeners, once and in order.
 */
export class Log {
  readonly recent: RecentEvents;
  readonly databaseId: string;
  readonly references: References;
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #wakeups: Wakeups;
  readonly #line: Line;
  #listeners: Listener[] = [];
  #catchingUp: Promise<void> | null = null;
  /** What this process committed and has not read yet: its JSON is made already. */
  #own = new Map<number, LogEvent>();
  #lookAgain = false;
  #lastCursor: { position: number; state: StateMark | null; text: string } = {
    position: -1,
    state: null,
    text: '',
  };

  private constructor(
    { db, clock, references, line = { run: (work) => work() } }: Omit<Opening, 'bus'>,
    wakeups: Wakeups,
    { databaseId, head }: { databaseId: string; head: number },
  ) {
    this.#db = db;
    this.#clock = clock;
    this.#wakeups = wakeups;
    this.#line = line;
    this.references = references;
    this.databaseId = databaseId;
    this.recent = new RecentEvents(head, references);
  }

  /** Listens to the other nodes from the start, so that nothing falls between the first look and the first wake-up. */
  static async open({ bus, ...opening }: Opening): Promise<Log> {
    const wakeups = await openWakeups(bus);
    const log = new Log(opening, wakeups, await readBounds(opening.db));
    wakeups.onWake(() => void log.catchUp().catch(() => {}));
    return log;
  }

  /** Called with each run of new events, right after they are in `recent`. Must not throw. */
  onEvents(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /**
   * A state change and its events in one transaction, the only one that writes to the log at that moment. When it has
   * committed, this process has read its own events before the promise resolves. Throws what the line says when it is full.
   */
  async write<T>(work: (trx: Knex.Transaction, append: Append) => Promise<T>): Promise<T> {
    const { references } = this;
    const appended: LogEvent[] = [];
    try {
      const appendTo = (trx: Knex.Transaction, numbers: Numbers) => async (events: readonly NewEvent[]) => {
        const firstId = numbers.take(events.length);
        const stored = await appendEvents(trx, events, { firstId, nowMs: this.#clock.now(), references });
        appended.push(...stored);
        return stored;
      };
      const transaction = () =>
        this.#db.transaction(async (trx) => {
          const numbers = await takeHead(trx);
          const result = await work(trx, appendTo(trx, numbers));
          await moveHead(trx, numbers);
          return result;
        });
      const result = await this.#line.run(transaction);
      // Not before it is committed: after a rollback somebody else is given the same ids.
      for (const event of appended) this.#own.set(event.id, event);
      if (appended.length > 0) {
        this.#wakeups.notify();
        await this.#publish(appended);
      }
      return result;
    } finally {
      for (const event of appended) this.#own.delete(event.id);
    }
  }

  /** Reads on from the last known event until nothing is left. Calls made meanwhile share one further look. */
  catchUp(): Promise<void> {
    this.#lookAgain = true;
    this.#catchingUp ??= this.#readOn();
    return this.#catchingUp;
  }

  /** Of many readers who are told the same, the first pays for the encoding. */
  cursorAt(position: number, state: StateMark | null = null): string {
    const { position: last, state: mark } = this.#lastCursor;
    const isSame = last === position && mark?.version === state?.version && mark?.digest === state?.digest;
    if (!isSame || mark?.nodeId !== state?.nodeId) {
      const text = encodeCursor({ databaseId: this.databaseId, position, state });
      this.#lastCursor = { position, state, text };
    }
    return this.#lastCursor.text;
  }

  /**
   * The place that a cursor names, after making sure that this node has read that far: it may come from another node that
   * knows more. Null for what was never a cursor; throws CursorLost for one of another database or beyond the end.
   */
  async follow(cursor: string): Promise<Cursor | null> {
    const place = decodeCursor(cursor);
    if (!place) return null;
    if (place.databaseId !== this.databaseId) throw new CursorLost();
    if (place.position > this.recent.head) await this.catchUp();
    if (place.position > this.recent.head) throw new CursorLost();
    return place;
  }

  /** Numbers have no gaps, so what follows the last known event may be taken as it is: there is nothing in between. */
  async #publish(appended: readonly LogEvent[]): Promise<void> {
    const first = appended[0];
    if (!first) return;
    if (first.id === this.recent.head + 1) this.#deliver(appended);
    else await this.catchUp();
  }

  async #readOn(): Promise<void> {
    try {
      while (this.#lookAgain) {
        this.#lookAgain = false;
        const events = await readTail(this.#db, this.recent.head, tailBatch);
        this.#deliver(await this.#resolved(events));
        if (events.length === tailBatch) this.#lookAgain = true;
      }
    } finally {
      // In the same turn as the last check: a later call must start a look of its own.
      this.#catchingUp = null;
    }
  }

  /** As memory holds them: this process's own as they were made, the others' read once for all readers. */
  async #resolved(events: readonly LogEvent[]): Promise<LogEvent[]> {
    const foreign = events.filter(
      (event) => !this.#own.has(event.id) && !this.references.isResolvedLate(event),
    );
    const resolved = await resolveEvents(this.#db.read, this.references, foreign);
    const byId = new Map(resolved.map((event) => [event.id, event]));
    return events.map((event) => this.#own.get(event.id) ?? byId.get(event.id) ?? event);
  }

  #deliver(events: readonly LogEvent[]): void {
    const fresh = this.recent.push(events);
    if (fresh.length === 0) return;
    for (const listener of this.#listeners) listener(fresh);
  }
}
