import type { Knex } from 'knex';
import { type LogEvent, withData } from './event.ts';
import type { Expiry } from './expiries.ts';

/**
 * What people say and how they are called can be changed and taken back, and the log is kept for weeks. So it stores neither:
 * where an event shows a message or a person it holds a reference, and whoever reads the event is shown them as they are now.
 * Declared here and made by messages/, because the log knows no feature.
 */
export interface References {
  /** `data` as JSON for the log, with references in place of messages and people. */
  store(data: unknown): string;
  /** Whether what this shows depends on more than any memory follows: then it stays stored, and is resolved at each reading. */
  isResolvedLate(event: Pick<LogEvent, 'type' | 'data'>): boolean;
  /** For each event its data as it is now. A fixed number of statements for any number of events. */
  resolve(db: Knex, events: readonly LogEvent[]): Promise<string[]>;
  /** The message that this shows beside its own, which that one answers; null of most. */
  originalOf(event: Pick<LogEvent, 'data'>): number | null;
  /**
   * For the data of any event that was resolved before `news` happened, as it is from then on: often the same. What is read of the news is
   * read once, however many events show it.
   */
  following(news: LogEvent): (event: LogEvent) => string;
  /** By the clock by which what is shown expires, in Unix milliseconds. */
  now(): number;
  /** What this shows that will be shown no more from some moment on, whether anything happens or not. */
  expiriesIn(event: Pick<LogEvent, 'messageId' | 'data'>): Expiry[];
  /** For the data of any event that shows this message, as it is once that has expired. */
  onceExpired(messageId: number): (event: Pick<LogEvent, 'data'>) => string;
}

/** For a log of things that are never taken back. */
export const noReferences: References = {
  store: (data) => JSON.stringify(data),
  isResolvedLate: () => false,
  originalOf: () => null,
  now: () => 0,
  expiriesIn: () => [],
  onceExpired:
    () =>
    ({ data }) =>
      data,
  resolve: async (_db, events) => events.map(({ data }) => data),
  following:
    () =>
    ({ data }) =>
      data,
};

/** Whether earlier events may show something otherwise from this one on. */
export function changesEarlier({ type, userId }: LogEvent): boolean {
  if (type === 'message.updated' || type === 'message.deleted') return true;
  // To one person: the profile. The others learn it by an event in each chat, which says no more.
  return type === 'user.updated' && userId !== null;
}

export async function resolveEvents(
  db: Knex,
  references: References,
  events: readonly LogEvent[],
): Promise<LogEvent[]> {
  if (events.length === 0) return [];
  const resolved = await references.resolve(db, events);
  return events.map((event, i) => withData(event, resolved[i] ?? 'null'));
}
