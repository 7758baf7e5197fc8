import type { Knex } from 'knex';
import type { LogEvent, NewEvent } from './event.ts';
import { appendEvents } from './queries.ts';
import type { References } from './references.ts';

export type Append = (events: readonly NewEvent[]) => Promise<LogEvent[]>;

/** Takes what is on its way to the database, for the commit to wait for. */
export type Later = (written: Promise<unknown>) => void;

/** What one transaction writes to the log. */
export class Journal {
  readonly events: LogEvent[] = [];

  /** `head` is the last number of all that has committed, once the transaction holds it. */
  constructor(
    private readonly head: Promise<number>,
    private readonly given: { nowMs: number; references: References },
  ) {}

  /** By way of `trx`: the transaction, or a savepoint in it. Resolves when the rows are written; with `later` as soon as they are on their way. */
  appendBy(trx: Knex.Transaction, later?: Later): Append {
    return async (events) => {
      const firstId = (await this.head) + this.events.length + 1;
      const { stored, written } = appendEvents(trx, events, { ...this.given, firstId });
      this.events.push(...stored);
      if (later) later(written);
      else await written;
      return stored;
    };
  }

  /** Returns what forgets all that is written from here on, to be called when it was rolled back: the next one gets its numbers. */
  mark(): () => void {
    const { length } = this.events;
    return () => {
      this.events.length = length;
    };
  }
}
