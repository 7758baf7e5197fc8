import type { LogEvent } from './event.ts';

/** Enough for a few minutes of a busy server; a reader further behind is served by SQL. */
const defaultMaxEvents = 20_000;
/** Dropping one by one would move the whole array each time. */
const dropShare = 0.1;

/**
 * The end of the log in memory: every event with an id in (floor, head], in order. Polls with no news, and those a little
 * behind, are answered from here without SQL.
 */
export class RecentEvents {
  #events: LogEvent[] = [];
  #floor: number;
  #head: number;

  constructor(
    head: number,
    private readonly maxEvents = defaultMaxEvents,
  ) {
    this.#floor = head;
    this.#head = head;
  }

  /** The id of the newest event known here. */
  get head(): number {
    return this.#head;
  }

  /** Adds events in id order; those already known are passed over. */
  push(events: readonly LogEvent[]): LogEvent[] {
    const fresh = events.filter((event) => event.id > this.#head);
    if (fresh.length === 0) return fresh;
    for (const event of fresh) {
      if (event.type === 'message.deleted' && event.messageId !== null) this.#blank(event);
      this.#events.push(event);
    }
    this.#head = fresh.at(-1)?.id ?? this.#head;
    if (this.#events.length > this.maxEvents) this.#drop();
    return fresh;
  }

  /** All events after `position`, oldest first, or null when some of them are no longer here. */
  after(position: number): readonly LogEvent[] | null {
    if (position >= this.#head) return [];
    if (position < this.#floor) return null;
    return this.#events.slice(this.#indexAfter(position));
  }

  /** Whether any event after `position` satisfies `test`; null when some of them are no longer here. Copies nothing. */
  someAfter(position: number, test: (event: LogEvent) => boolean): boolean | null {
    if (position >= this.#head) return false;
    if (position < this.#floor) return null;
    for (let i = this.#indexAfter(position); i < this.#events.length; i += 1) {
      const event = this.#events[i];
      if (event && test(event)) return true;
    }
    return false;
  }

  /** Ids have gaps where a transaction was rolled back, so the place is searched, not computed. */
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

  /** What was deleted must not be read from earlier events either; the log's rows are blanked in the same way. */
  #blank(deletion: LogEvent): void {
    this.#events = this.#events.map((event) =>
      event.messageId === deletion.messageId ? blanked(event, deletion.data) : event,
    );
  }

  #drop(): void {
    const kept = this.#events.slice(Math.ceil(this.maxEvents * dropShare));
    this.#floor = (kept[0]?.id ?? this.#head + 1) - 1;
    this.#events = kept;
  }
}

function blanked(event: LogEvent, data: string): LogEvent {
  const json = event.json.replace(event.data, () => data);
  return { ...event, data, json, bytes: Buffer.byteLength(json) };
}
