import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tracer } from '@opentelemetry/api';
import type { Bus } from '../bus/index.ts';
import { type Seal, sealBy } from '../bus/seal.ts';
import { maxNewsBytes, openWakeups, type Wakeups } from '../bus/wakeups.ts';
import type { Database } from '../db/database.ts';
import { faultOf } from '../db/faults.ts';
import { together } from '../db/together.ts';
import type { Clock } from '../process/clock.ts';
import { Metrics } from '../process/metrics.ts';
import { tracedCommits } from './commit-spans.ts';
import { type Cursor, CursorLost, decodeCursor, encodeCursor, type StateMark } from './cursor.ts';
import type { LogEvent } from './event.ts';
import { Follower, type Listener, type PassedListener } from './follower.ts';
import { headMovedTo, takeHead } from './head.ts';
import { Journal } from './journal.ts';
import type { IsAwaited } from './news/addressee.ts';
import { newsPurpose, packNews, unpackNews } from './news/packing.ts';
import { isBefore, type Place } from './place.ts';
import { toNumber, toPlace } from './place-number.ts';
import { readBounds } from './queries.ts';
import type { RecentEvents } from './recent.ts';
import type { References } from './references.ts';
import {
  type Entry,
  gatherItems,
  type Kind,
  type Outcome,
  type Work,
  writeApart,
  writeAsOne,
} from './write-together.ts';

/** Bounds what waits; may refuse when that is too much. */
export interface Line {
  run<T>(work: () => Promise<T>): Promise<T>;
}
interface Opening {
  db: Database;
  clock: Clock;
  bus: Bus;
  references: References;
  /** That of the nodes, by which they tell each other what they have written. Absent: only that they have. */
  secret?: string;
  /** Absent: whoever wants to write does so at once. */
  line?: Line;
  /** Is told of commits. */
  metrics?: Pick<Metrics, 'committed'>;
  /** Null: nobody looks for spans. */
  tracer?: Tracer | null;
}

/** How a change ended in a transaction that committed, and when this process will have read its events. */
interface Written {
  outcome: Outcome;
  published: Promise<void>;
}

/**
 * The log as this process lives with it: writes go in through `write`, and every event that any process committed comes
 * out to the listeners, once and in order.
 */
export class Log {
  readonly databaseId: string;
  readonly references: References;
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #wakeups: Wakeups;
  readonly #seal: Seal | null;
  readonly #line: Line;
  readonly #metrics: Pick<Metrics, 'committed'>;
  readonly #follower: Follower;
  readonly #enter: (entry: Entry) => Promise<Written>;
  /** Where the head was left by the last commit of this process, and whether it had been moved by others before that one. */
  #leftAt: number;
  #isHeadShared = false;
  #lastCursor: { position: Place | null; state: StateMark | null; text: string } = {
    position: null,
    state: null,
    text: '',
  };

  private constructor(
    { db, clock, references, secret, line, metrics = new Metrics(), tracer = null }: Omit<Opening, 'bus'>,
    wakeups: Wakeups,
    { databaseId, head }: { databaseId: string; head: number },
  ) {
    this.#db = db;
    this.#clock = clock;
    this.#wakeups = wakeups;
    this.#line = line ?? { run: (work) => work() };
    this.#metrics = metrics;
    this.#enter = tracedCommits(tracer, (entries) => this.#commit(entries));
    this.references = references;
    this.databaseId = databaseId;
    this.#leftAt = head;
    this.#seal = secret === undefined ? null : sealBy(secret, newsPurpose(databaseId));
    this.#follower = new Follower({ db, references, canHear: () => wakeups.canHear }, head);
  }

  /** Listens to the other nodes from the start, so that nothing falls between the first look and the first wake-up. */
  static async open({ bus, ...opening }: Opening): Promise<Log> {
    const wakeups = await openWakeups(bus);
    const log = new Log(opening, wakeups, await readBounds(opening.db));
    wakeups.onWake((news) => log.#hear(news));
    return log;
  }

  /** The end of the log as this process knows it. */
  get recent(): RecentEvents {
    return this.#follower.recent;
  }

  /** Behind the newest event that this process knows. */
  get head(): Place {
    return toPlace(this.recent.head);
  }

  /** Called with each run of new events, right after they are in `recent`. One that throws stops no other. */
  onEvents(listener: Listener): void {
    this.#follower.onEvents(listener);
  }

  /** Called with what is passed over here (`isAwaited`), before what is heard beside it. One that throws stops no other. */
  onPassedOver(listener: PassedListener): void {
    this.#follower.onPassedOver(listener);
  }

  /**
   * Whose events are heard in full: asked each time one comes that may be passed over. Whoever waits for some must be counted in before
   * they look. Unless it is set, all are.
   */
  set isAwaited(isAwaited: IsAwaited) {
    this.#follower.isAwaited = isAwaited;
  }

  /** Is told what a listener threw. */
  set onFailure(listener: (error: unknown) => void) {
    this.#follower.onFailure = listener;
  }

  /**
   * A state change and its events: it joins the next commit with all else that waits, and is as alone in it as if it had a transaction
   * of its own, the only one that writes at that moment. Resolves when that commit is on disk and this process has read its own events;
   * throws what `work` throws, when nothing of it has happened, and what the line says when it is full.
   */
  write<T>(work: Work<T>): Promise<T> {
    return this.#line.run(() => this.#join({ work }));
  }

  /** The same for what comes often: all items that wait for the same commit are handled at once. To be bounded by whoever calls. */
  gather<I, O>(kind: Kind<I, O>): (item: I) => Promise<O> {
    return gatherItems(kind, (work) => this.#join({ work, isRepeatable: true }));
  }

  async #join<T>(entry: Entry & { work: Work<T> }): Promise<T> {
    const { outcome, published } = await this.#enter(entry);
    if ('error' in outcome) throw outcome.error;
    await published;
    return outcome.result as T;
  }

  /** What is alone, or may be repeated, needs no savepoints: on SQLite they are as many hops as what is done in them. */
  async #commit(entries: readonly Entry[]): Promise<Written[]> {
    const works = entries.map(({ work }) => work);
    const isAlone = works.length === 1;
    if (!isAlone && !entries.every(({ isRepeatable }) => isRepeatable)) return this.#write(works, writeApart);
    try {
      return await this.#write(works, writeAsOne);
    } catch (error) {
      // Of a line that was lost nobody knows what was committed; any other error says that nothing was.
      if (isAlone || faultOf(error)?.stopsWrites) throw error;
      return this.#write(works, writeApart);
    }
  }

  async #write(works: readonly Work<unknown>[], write: typeof writeAsOne): Promise<Written[]> {
    const startedAt = performance.now();
    const { outcomes, events, untold } = await this.#db.transaction(async (trx, leave) => {
      // What has arrived meanwhile is read first: what is gathered of it shares this commit.
      await nextTurn();
      // What follows is on its way before this is answered, and answered behind it.
      const taking = takeHead(trx);
      // But where other nodes write too, each turn is long in coming: what arrives until then is still gathered for it.
      if (this.#isHeadShared) await taking;
      const journal = new Journal(taking, { nowMs: this.#clock.now(), references: this.references });
      const [head, { outcomes, written }] = await together([taking, write(trx, works, journal)]);
      const { events } = journal;
      this.#isHeadShared = head !== this.#leftAt;
      this.#leftAt = head + events.length;
      const news = this.#newsOf(events);
      const telling = this.#wakeups.sqlToNotify(news);
      leave({ written, sql: events.length > 0 ? headMovedTo(head + events.length) + (telling ?? '') : '' });
      return { outcomes, events, untold: telling === null ? news : [] };
    });
    this.#metrics.committed(outcomes.length, performance.now() - startedAt);
    if (untold.length > 0) this.#wakeups.notify(untold);
    const published = this.#follower.take(events);
    // The next commit does not wait for this. Each who waits for it is told; where nobody does, that is no error of the process.
    published.catch(() => {});
    return outcomes.map((outcome) => ({ outcome, published }));
  }

  /** What the others are to be told of these, as texts; a null says no more than that there is something. */
  #newsOf(events: readonly LogEvent[]): (string | null)[] {
    if (events.length === 0 || !this.#wakeups.hasOthers) return [];
    return (this.#seal && packNews(events, this.#seal, maxNewsBytes)) ?? [null];
  }

  #hear(news: string | null): void {
    const run = news === null || !this.#seal ? null : unpackNews(news, this.#seal);
    if (run) this.#follower.hear(run);
    else this.#follower.lookSoon();
  }

  /** Resolves when this process has read all that was committed before the call. Calls made during a look share the next one. */
  catchUp(): Promise<void> {
    return this.#follower.catchUp();
  }

  /** Resolves when nothing of this is read any more, so that the database can be closed. */
  close(): Promise<void> {
    return this.#follower.close();
  }

  /** Of many readers who are told the same, the first pays for the encoding. */
  cursorAt(position: Place, state: StateMark | null = null): string {
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
    if (isBefore(this.head, place.position)) await this.#follower.readTo(toNumber(place.position));
    if (isBefore(this.head, place.position)) throw new CursorLost();
    return place;
  }
}
