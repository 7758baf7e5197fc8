import { type LogEvent, type Reader, withData } from './event.ts';
import { Expiries } from './expiries.ts';
import type { Stretch } from './news/addressee.ts';
import { PassedOver } from './news/passed-over.ts';
import { changesEarlier, type References } from './references.ts';

/**
 * Enough for a few minutes of a busy server; a reader further behind is served by SQL. Bytes as well, because twenty thousand
 * of the longest messages are half a gigabyte.
 */
const defaultBounds: Bounds = { maxEvents: 20_000, maxBytes: 48 * 1024 * 1024, maxPassed: 50_000 };
/** Dropping one by one would move the whole array each time. */
const keptShare = 0.9;

interface Bounds {
  maxEvents: number;
  /** By the estimate of `footprint`. */
  maxBytes: number;
  /** Chats and people of whom it is known that something was passed over, fifty bytes each; twice as many at times. */
  maxPassed: number;
}

/**
 * The end of the log in memory: every event with an id in (floor, head], in order, but for those that were passed over as nobody here
 * asked for them. Polls with no news, and those a little behind, are answered from here without SQL.
 */
export class RecentEvents {
  #events: LogEvent[] = [];
  #bytes = 0;
  /** The ids of the events that show each message, so that a change of it finds them without a walk through all. */
  #ofMessage = new Map<number, number[]>();
  /** By the ids of events of answers, what they answer; of one that was deleted since, too, which shows that no more. */
  #originals = new Map<number, number>();
  readonly #expiries = new Expiries();
  #floor: number;
  #head: number;
  readonly #passedOver: PassedOver;
  readonly #bounds: Bounds;

  constructor(
    head: number,
    private readonly references: Omit<References, 'store' | 'resolve' | 'isResolvedLate'>,
    bounds: Partial<Bounds> = {},
  ) {
    this.#floor = head;
    this.#head = head;
    this.#bounds = { ...defaultBounds, ...bounds };
    this.#passedOver = new PassedOver(this.#bounds.maxPassed);
  }

  /** The id of the newest event known here. */
  get head(): number {
    return this.#head;
  }

  /** Adds what comes next; hands back what of it was not known already. */
  push({ events, passed }: Stretch): Stretch {
    const isFresh = ({ id }: { id: number }) => id > this.#head;
    const fresh = { events: events.filter(isFresh), passed: passed.filter(isFresh) };
    for (const each of fresh.passed) this.#passedOver.note(each);
    for (const event of fresh.events) this.#keep(event);
    this.#head = Math.max(this.#head, fresh.events.at(-1)?.id ?? 0, fresh.passed.at(-1)?.id ?? 0);
    const { maxEvents, maxBytes } = this.#bounds;
    if (this.#events.length > maxEvents || this.#bytes > maxBytes) this.#drop();
    return fresh;
  }

  /**
   * Whether something after `position` was passed over that may concern this reader, in this chat or in all: then memory does not know
   * what there is for them.
   */
  hasPassedOver(position: number, reader: Reader, chat: { id: number } | null): boolean {
    return this.#passedOver.hasAfter(position, reader, chat);
  }

  /** All events after `position` that were heard, oldest first, or null when some of them are no longer here. */
  after(position: number): readonly LogEvent[] | null {
    if (position >= this.#head) return [];
    if (position < this.#floor) return null;
    this.#expire();
    return this.#events.slice(this.#indexAfter(position));
  }

  /** Whether any event after `position` that was heard satisfies `test`; null when some of them are no longer here. Copies nothing. */
  someAfter(position: number, test: (event: LogEvent) => boolean): boolean | null {
    if (position >= this.#head) return false;
    if (position < this.#floor) return null;
    for (let i = this.#indexAfter(position); i < this.#events.length; i += 1) {
      const event = this.#events[i];
      if (event && test(event)) return true;
    }
    return false;
  }

  /** Ids have gaps where a chat took its events with it, and where some were passed over, so the place is searched, not computed. */
  #indexAfter(position: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.id ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Events that were read from the database when `position` was the head here, as they are now: what was taken back while
   * that went on is not brought back by them. Null when too much has happened since.
   */
  caughtUp(events: readonly LogEvent[], position: number): readonly LogEvent[] | null {
    const news = this.after(position)?.filter(changesEarlier);
    if (!news?.length) return news ? events : null;
    return news.reduce<readonly LogEvent[]>((shown, each) => {
      const follow = this.#following(each);
      return shown.map(follow);
    }, events);
  }

  /** What was taken back must not be read from earlier events either; the log itself stores references only. */
  #follow(news: LogEvent): void {
    const follow = this.#following(news);
    if (news.messageId === null) {
      for (let i = 0; i < this.#events.length; i += 1) this.#replace(i, follow);
    } else {
      for (const id of this.#place(news.messageId)) this.#replace(this.#indexAfter(id - 1), follow);
    }
  }

  #replace(index: number, follow: (event: LogEvent) => LogEvent): void {
    const event = this.#events[index];
    if (!event) return;
    const followed = follow(event);
    this.#events[index] = followed;
    this.#bytes += footprint(followed) - footprint(event);
  }

  #following(news: LogEvent): (event: LogEvent) => LogEvent {
    const follow = this.references.following(news);
    return (event) => (event.id < news.id ? withData(event, follow(event)) : event);
  }

  /** What has expired by now is shown by no event here from then on. Costs a comparison while nothing has. */
  #expire(): void {
    for (const messageId of this.#expiries.takeDue(this.references.now())) {
      const once = this.references.onceExpired(messageId);
      const follow = (event: LogEvent) => withData(event, once(event));
      for (const id of this.#ofMessage.get(messageId) ?? []) this.#replace(this.#indexAfter(id - 1), follow);
    }
  }

  #keep(event: LogEvent): void {
    if (changesEarlier(event)) this.#follow(event);
    this.#events.push(event);
    if (event.messageId !== null) this.#place(event.messageId).push(event.id);
    const originalId = event.messageId === null ? null : this.references.originalOf(event);
    if (originalId !== null) {
      this.#originals.set(event.id, originalId);
      this.#place(originalId).push(event.id);
    }
    for (const expiry of this.references.expiriesIn(event)) this.#expiries.add(expiry);
    this.#bytes += footprint(event);
  }

  #place(messageId: number): number[] {
    const known = this.#ofMessage.get(messageId) ?? [];
    this.#ofMessage.set(messageId, known);
    return known;
  }

  #drop(): void {
    const { maxEvents, maxBytes } = this.#bounds;
    let from = 0;
    while (this.#events.length - from > maxEvents * keptShare || this.#bytes > maxBytes * keptShare) {
      const oldest = this.#events[from];
      if (!oldest) break;
      this.#bytes -= footprint(oldest);
      if (oldest.messageId !== null) this.#forgetFirst(oldest.messageId);
      const originalId = this.#originals.get(oldest.id);
      if (originalId !== undefined) this.#forgetFirst(originalId);
      this.#originals.delete(oldest.id);
      from += 1;
    }
    this.#events = this.#events.slice(from);
    this.#expiries.keepOnly((messageId) => this.#ofMessage.has(messageId));
    this.#floor = (this.#events[0]?.id ?? this.#head + 1) - 1;
  }

  /** Ids are in order, so the first of its message is the one that goes. */
  #forgetFirst(messageId: number): void {
    const place = this.#place(messageId);
    place.shift();
    if (place.length === 0) this.#ofMessage.delete(messageId);
  }
}

/**
 * What an event takes at most in memory: its `data` and its `json` as two strings, of two bytes a letter where one letter needs
 * them, and the object itself.
 */
function footprint({ json, data }: LogEvent): number {
  return 2 * (json.length + data.length) + 300;
}
