import type { FeedEvent, FeedPage } from '../wire.ts';
import type { Ladder, Outcome } from './ladder.ts';
import type { Answer, FeedStatus, LineStatus } from './transport.ts';

/** News in the order of the log. */
export interface News {
  events: readonly FeedEvent[];
  state: FeedPage['state'];
  /** They do not follow on what was told before: take a fresh snapshot, then apply these and what follows. */
  isFresh: boolean;
}

/** News, and the places in the log between which they lie. */
export interface Stretch extends Omit<News, 'isFresh'> {
  from: string | null;
  to: string;
}

export interface Told extends Stretch {
  kind: 'told';
  ladder: Ladder;
  status: FeedStatus;
}

/** Between tabs: what the leading one heard, how its line is, and the question of a new one where things stand. */
export type Word = Told | { kind: 'status'; status: FeedStatus } | { kind: 'hello' };

/**
 * Refuses what is no page of events: something else answered, or a server that this page does not understand. What is
 * in an event is its own type's business.
 */
export function checkPage(answer: Answer): Answer {
  if (!answer) return answer;
  const { cursor, events, state }: Partial<FeedPage> = Object(answer);
  const isPage =
    typeof cursor === 'string' &&
    cursor !== '' &&
    Array.isArray(events) &&
    events.every((event) => typeof event?.id === 'string' && typeof event.type === 'string') &&
    typeof state === 'object' &&
    state !== null;
  if (!isPage) throw new TypeError('The answer is no page of events.');
  return answer;
}

/** What the ladder wants to know of an answer to a poll from this cursor. */
export function describe(
  answer: Answer,
  cursor: string | null,
): Omit<OutcomeOf<'answered'>, 'kind' | 'tookMs'> {
  if (!answer) return { isEmpty: true, hasMore: false, advice: null };
  const { events, state, poll: advice } = answer;
  // A place that does not move leads nowhere, whatever is said to lie behind it.
  const hasMore = answer.has_more === true && answer.cursor !== cursor;
  // The first answer brings no news by its nature, which does not mean that nobody talks. And one that only says where to go on
  // is no sign of quiet, nor of a proxy that ends holds at once.
  const isEmpty = cursor !== null && !hasMore && events.length === 0 && Object.keys(state).length === 0;
  return { isEmpty, hasMore, advice };
}

type OutcomeOf<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

/** A hold that died says nothing yet, the plain poll after it does; one that was answered with a time to wait says enough. */
export function lineAfter(outcome: Outcome, { waitMs }: Ladder): LineStatus | null {
  if (outcome.kind === 'answered') return 'up';
  if (outcome.kind === 'lost') return 'lost';
  if (outcome.kind === 'ended') return null;
  if (outcome.retryAfterMs !== null) return 'busy';
  return waitMs > 0 ? null : 'unreachable';
}
