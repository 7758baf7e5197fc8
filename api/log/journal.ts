import type { Knex } from 'knex';
import type { LogEvent, NewEvent } from './event.ts';
import type { Numbers } from './head.ts';
import { appendEvents } from './queries.ts';
import type { References } from './references.ts';

export type Append = (events: readonly NewEvent[]) => Promise<LogEvent[]>;

/** What one transaction writes to the log, with the numbers that it holds. */
export class Journal {
  readonly events: LogEvent[] = [];

  constructor(
    private readonly numbers: Numbers,
    private readonly given: { nowMs: number; references: References },
  ) {}

  /** By way of `trx`: the transaction, or a savepoint in it. */
  appendBy(trx: Knex.Transaction): Append {
    return async (events) => {
      const stored = await appendEvents(trx, events, {
        ...this.given,
        firstId: this.numbers.take(events.length),
      });
      this.events.push(...stored);
      return stored;
    };
  }

  /** Returns what forgets all that is written from here on, to be called when it was rolled back: the next one gets its numbers. */
  mark(): () => void {
    const { last } = this.numbers;
    const { length } = this.events;
    return () => {
      this.numbers.goBackTo(last);
      this.events.length = length;
    };
  }
}
