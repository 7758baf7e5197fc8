import type { Database } from '../db/database.ts';
import type { LogEvent } from './event.ts';
import {
  addresseeOf,
  forAll,
  type IsAwaited,
  type Passed,
  type Run,
  runOf,
  type Stretch,
} from './news/addressee.ts';
import { Ahead } from './news/ahead.ts';
import { seldom } from './news/seldom.ts';
import { readTail } from './queries.ts';
import { RecentEvents } from './recent.ts';
import { type References, resolveEvents } from './references.ts';

export type Listener = (events: readonly LogEvent[]) => void;
export type PassedListener = (passed: readonly Passed[]) => void;

/** How many rows one look at the log takes at most; a reader far behind takes several looks. */
const tailBatch = 1000;

/** What was said by others and is missing here is most often on its way. Beyond this time, long for a line and short for a person, this process looks. */
const onItsWayMs = 50;
/** Of wake-ups that say nothing more, so many in a row are worth one look. */
const restMs = 4;

/** Is told when this process has read as far. */
interface Awaiting {
  position: number;
  tell(): void;
}

/**
 * How this process follows the log: every event that any process committed comes out to the listeners, once and in order; but what is of
 * chats and people that nobody asks for here is passed over, and told of as such.
 */
export class Follower {
  readonly recent: RecentEvents;
  /** Is told what a listener threw. */
  onFailure: (error: unknown) => void = () => {};
  /** Asked at the moment in which an event would be heard: who is here then hears of it, and who comes later finds that it was passed over. */
  isAwaited: IsAwaited = () => true;
  #listeners: Listener[] = [];
  #passedListeners: PassedListener[] = [];
  /** The look at the log that is under way, and the one after it. */
  #looking: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  readonly #ahead = new Ahead();
  #isGapMinded = false;
  #awaiting: Awaiting[] = [];
  #isClosed = false;
  /** Something has happened elsewhere, and nobody said what: looks, a few ms later when it has just looked. */
  readonly lookSoon = seldom(() => {
    if (!this.#isClosed) void this.catchUp().catch(() => {});
  }, restMs);

  /** `canHear`: whether anybody could be heard who says what happens elsewhere. */
  constructor(
    private readonly given: { db: Database; references: References; canHear(): boolean },
    head: number,
  ) {
    this.recent = new RecentEvents(head, given.references);
  }

  /** Called with each run of new events, right after they are in `recent`. One that throws stops no other. */
  onEvents(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Called with what is passed over, before what is heard beside it. What is remembered of those chats and people is right no more. */
  onPassedOver(listener: PassedListener): void {
    this.#passedListeners.push(listener);
  }

  /**
   * A run of events that are committed, here or elsewhere. Numbers have no gaps, so when it goes on from the last known event it is
   * taken as it is: there is nothing in between, and nothing that came later. What is further ahead waits for what is missing.
   */
  hear(run: Run): void {
    if (run.end <= this.recent.head) return;
    if (run.first <= this.recent.head + 1) this.#deliver(this.#opened(run));
    else {
      this.#ahead.put(run);
      this.#mindGap();
    }
  }

  /** What this process has committed, and not before it has: after a rollback others are given the same ids. Resolves when it is read here. */
  async take(events: readonly LogEvent[]): Promise<void> {
    const run = runOf(events);
    this.hear(run);
    await this.readTo(run.end);
  }

  /** Resolves when this process has read all that was committed before the call. Calls made during a look share the next one. */
  catchUp(): Promise<void> {
    this.#next ??= this.#lookAfter(this.#looking);
    return this.#next;
  }

  /** Looks no more of itself, and resolves when no look is under way: then the database can be closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled([this.#looking, this.#next]);
  }

  /** As far as this place, which may be what is on its way here, or what the look under way brings. */
  async readTo(position: number): Promise<void> {
    if (this.recent.head < position && this.given.canHear()) await this.#arrival(position);
    if (this.recent.head < position) await this.#looking?.catch(() => {});
    if (this.recent.head < position) await this.catchUp();
  }

  /** Resolves when this process has read as far, or that takes longer than what is on its way. */
  #arrival(position: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, onItsWayMs);
      const tell = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#awaiting.push({ position, tell });
    });
  }

  /** Looks for what is missing before what is known ahead, when nothing has come for as long as it may be on its way. */
  #mindGap(): void {
    if (this.#isGapMinded) return;
    this.#isGapMinded = true;
    const { head } = this.recent;
    const look = () => {
      this.#isGapMinded = false;
      if (this.#ahead.isEmpty) return;
      if (this.recent.head === head) this.lookSoon();
      else this.#mindGap();
    };
    setTimeout(look, this.given.canHear() ? onItsWayMs : 0).unref();
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
      const rows = await readTail(this.given.db, this.recent.head, tailBatch);
      const heard = new Map<number, LogEvent>();
      // Somebody may come while this is asked, and wait for more of it: in the end nobody has, since the last look at who is here.
      for (let more = this.#awaitedOf(rows); more.length > 0; more = this.#awaitedOf(rows, heard))
        for (const event of await this.#resolved(more)) heard.set(event.id, event);
      const passed = rows.filter(({ id }) => !heard.has(id));
      this.#deliver({
        events: [...heard.values()].sort((one, other) => one.id - other.id),
        passed: passed.map((row) => ({ id: row.id, addressee: addresseeOf(row) })),
      });
      if (rows.length < tailBatch) return;
    }
  }

  /** What is awaited here, without what is `heard`. */
  #awaitedOf(rows: readonly LogEvent[], heard?: ReadonlyMap<number, LogEvent>): LogEvent[] {
    return rows.filter((row) => {
      const addressee = addresseeOf(row);
      return !heard?.has(row.id) && (addressee === forAll || this.isAwaited(addressee));
    });
  }

  /** As memory holds them: read once for all readers, but for what is made for each. */
  async #resolved(events: readonly LogEvent[]): Promise<LogEvent[]> {
    const { db, references } = this.given;
    const [late, others] = [true, false].map((isLate) =>
      events.filter((event) => references.isResolvedLate(event) === isLate),
    );
    return [...(late ?? []), ...(await resolveEvents(db.read, references, others ?? []))];
  }

  /** What the run says to whoever is here now; nothing when it can't be read, and then the database is asked. */
  #opened(run: Run): Stretch {
    const stretch = run.open(this.isAwaited);
    if (!stretch) this.lookSoon();
    return stretch ?? nothing;
  }

  #deliver(stretch: Stretch): void {
    this.#tell(this.recent.push(stretch));
    for (
      let run = this.#ahead.takeAfter(this.recent.head);
      run;
      run = this.#ahead.takeAfter(this.recent.head)
    )
      this.#tell(this.recent.push(this.#opened(run)));
    const { head } = this.recent;
    const arrived = this.#awaiting.filter(({ position }) => position <= head);
    if (arrived.length > 0) this.#awaiting = this.#awaiting.filter(({ position }) => position > head);
    for (const { tell } of arrived) tell();
  }

  #tell({ events, passed }: Stretch): void {
    if (passed.length > 0) for (const listener of this.#passedListeners) this.#call(() => listener(passed));
    if (events.length > 0) for (const listener of this.#listeners) this.#call(() => listener(events));
  }

  #call(listen: () => void): void {
    try {
      listen();
    } catch (error) {
      this.onFailure(error);
    }
  }
}

const nothing: Stretch = { events: [], passed: [] };
