import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import { together } from '../db/together.ts';
import { hasExpired } from '../messages/queries.ts';
import { type Answer, asToldNow, storeSources } from './answer-queries.ts';
import type { Problem } from './schemas.ts';

/** What came of one try, and where that leaves its hook. Written for many at once, beside all else that shares the commit. */
export interface Attempt {
  botId: number;
  /** Of all of the hook, ever. */
  number: number;
  event: string;
  eventType: string;
  at: number;
  ms: number;
  status: number | null;
  problem: Problem | null;
}

/** One that is kept, with how its answer begins: null where there was none, or none that may be kept (told.ts), or not any more. */
export interface KeptAttempt extends Attempt {
  answer: string | null;
}

export interface Tried {
  attempt: Attempt;
  /** Null: there is none to keep. */
  answer: Answer | null;
  /** What the hook was when the try began: one that was changed meanwhile is left as it is. */
  before: { url: string; cursor: string; attempts: number };
  after: {
    cursor: string;
    failingSince: number | null;
    tries: number;
    nextTryAt: number | null;
    pausedBy: string | null;
  };
}

/** Of each hook so many are kept: as many places, used in turn. */
export const maxAttempts = 100;

const keep = statementOverRows(
  'keep attempts',
  {
    bot_id: 'bigint',
    slot: 'bigint',
    number: 'bigint',
    event: 'text',
    event_type: 'text',
    at: 'bigint',
    ms: 'bigint',
    status: 'bigint',
    problem: 'text',
    answer: 'text',
    answer_expires_at: 'bigint',
  },
  // Joined with the hooks, as one may have been removed while it was asked.
  (rows) =>
    `insert into hook_attempts
       (bot_id, slot, number, event, event_type, at, ms, status, problem, answer, answer_expires_at)
     select given.bot_id, slot, number, event, event_type, at, ms, status, problem, answer, answer_expires_at
     from ${rows} as given join hooks on hooks.bot_id = given.bot_id where true
     on conflict (bot_id, slot) do update set number = excluded.number, event = excluded.event,
       event_type = excluded.event_type, at = excluded.at, ms = excluded.ms, status = excluded.status,
       problem = excluded.problem, answer = excluded.answer, answer_expires_at = excluded.answer_expires_at`,
);

const move = statementOverRows(
  'move hooks',
  {
    bot_id: 'bigint',
    url: 'text',
    before: 'text',
    attempts_before: 'bigint',
    cursor: 'text',
    failing_since: 'bigint',
    tries: 'bigint',
    next_try_at: 'bigint',
    paused_by: 'text',
  },
  (rows) =>
    `update hooks set cursor = given.cursor, failing_since = given.failing_since, tries = given.tries,
       next_try_at = given.next_try_at, paused_by = given.paused_by, attempts = attempts + 1
     from ${rows} as given
     where hooks.bot_id = given.bot_id and hooks.url = given.url and hooks.cursor = given.before
       and hooks.attempts = given.attempts_before and hooks.paused_by is null`,
);

const slotOf = ({ number }: Pick<Attempt, 'number'>) => number % maxAttempts;

/** By two statements, for any number of them, and four more where something was answered. */
export async function recordTries(trx: Knex, tried: readonly Tried[], nowMs: number): Promise<void> {
  const answers = await asToldNow(
    trx,
    tried.map(({ answer }) => answer),
    nowMs,
  );
  await together([
    askOverRows(
      trx,
      keep,
      tried.map(({ attempt: it }, i) => [
        it.botId,
        slotOf(it),
        it.number,
        it.event,
        it.eventType,
        it.at,
        it.ms,
        it.status,
        it.problem,
        answers[i]?.text ?? null,
        answers[i]?.expiresAt ?? null,
      ]),
    ),
    storeSources(
      trx,
      tried.flatMap(({ attempt }, i) => {
        const answer = answers[i];
        return answer ? [{ ...attempt, slot: slotOf(attempt), answer }] : [];
      }),
    ),
    askOverRows(
      trx,
      move,
      tried.map(({ attempt: { botId }, before, after }) => [
        botId,
        before.url,
        before.cursor,
        before.attempts,
        after.cursor,
        after.failingSince,
        after.tries,
        after.nextTryAt,
        after.pausedBy,
      ]),
    ),
  ]);
}

interface AttemptRow {
  bot_id: number;
  number: number;
  event: string;
  event_type: string;
  at: number;
  ms: number;
  status: number | null;
  problem: Problem | null;
  answer: string | null;
  answer_expires_at: number | null;
}

/** All that are kept, the newest first, as they are to be shown at this moment: what is in an answer may have disappeared and not been erased yet. */
export async function listAttempts(db: Knex, botId: number, nowMs: number): Promise<KeptAttempt[]> {
  const rows = await db<AttemptRow>('hook_attempts').where({ bot_id: botId }).orderBy('number', 'desc');
  return rows.map((row) => ({
    botId: row.bot_id,
    number: row.number,
    event: row.event,
    eventType: row.event_type,
    at: row.at,
    ms: row.ms,
    status: row.status,
    problem: row.problem,
    answer: hasExpired({ expiresAt: row.answer_expires_at }, nowMs) ? null : row.answer,
  }));
}
