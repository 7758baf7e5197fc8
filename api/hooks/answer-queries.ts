import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import { together } from '../db/together.ts';
import { findMessages } from '../messages/queries.ts';
import { excerptOf } from '../messages/quote.ts';
import { presentUser } from '../users/present.ts';
import { findUsers } from '../users/queries.ts';
import { shownAs, type Told } from './told.ts';

/**
 * How an answer begins is kept as long as all that it may repeat stands as it was told, and is forgotten in the transaction in which something of it is
 * taken back, said otherwise or called otherwise. So for each there are the places of its sources: messages by their ids, people by the negative of theirs.
 */

/** An answer, and what the receiver had been told. */
export interface Answer {
  text: string;
  told: Told;
}

/** As it is kept; `expiresAt`: when the first of what it may repeat disappears, in Unix milliseconds. */
export interface KeptAnswer {
  text: string;
  sources: readonly number[];
  expiresAt: number | null;
}

/**
 * In the transaction that is to keep them, as each came some time after its receiver was told: null for one that may repeat what is not so any more. Two statements
 * for any number, none where nothing was answered.
 */
export async function asToldNow(
  trx: Knex,
  answers: readonly (Answer | null)[],
  nowMs: number,
): Promise<(KeptAnswer | null)[]> {
  const told = answers.flatMap((answer) => answer?.told ?? []);
  const messageIds = told.flatMap(({ texts, excerpts }) => [...texts.keys(), ...excerpts.keys()]);
  const [found, users] = await together([
    findMessages(trx, [...new Set(messageIds)], nowMs),
    findUsers(
      trx,
      told.flatMap(({ people }) => [...people.keys()]),
    ),
  ]);
  const messages = new Map(found.map((message) => [message.id, message]));
  const saysStill = (id: number, text: string, how: (text: string) => string) => {
    const now = messages.get(id)?.text ?? null;
    return now !== null && how(now) === text;
  };
  const isStill = ({ texts, excerpts, people }: Told) =>
    [...texts].every(([id, text]) => saysStill(id, text, (now) => now)) &&
    [...excerpts].every(([id, excerpt]) => saysStill(id, excerpt, excerptOf)) &&
    [...people].every(([id, shown]) => {
      const user = users.get(id);
      return user !== undefined && shownAs(presentUser(user)) === shown;
    });
  return answers.map((answer) => {
    if (!answer || !isStill(answer.told)) return null;
    const { texts, excerpts, people } = answer.told;
    const ids = new Set([...texts.keys(), ...excerpts.keys()]);
    const ends = [...ids].flatMap((id) => messages.get(id)?.expiresAt ?? []);
    return {
      text: answer.text,
      sources: [...ids, ...[...people.keys()].map((id) => -id)],
      expiresAt: ends.length > 0 ? Math.min(...ends) : null,
    };
  });
}

const dropSources = statementOverRows(
  'drop sources of answers',
  { bot_id: 'bigint', slot: 'bigint' },
  (rows) =>
    `delete from hook_answer_sources where (bot_id, slot) in (select bot_id, slot from ${rows} as given)`,
);

const keepSources = statementOverRows(
  'keep sources of answers',
  { bot_id: 'bigint', slot: 'bigint', number: 'bigint', source: 'bigint' },
  // Joined with the attempts, which are kept of hooks that are there.
  (rows) =>
    `insert into hook_answer_sources (bot_id, slot, source)
     select given.bot_id, given.slot, given.source from ${rows} as given
     join hook_attempts on hook_attempts.bot_id = given.bot_id and hook_attempts.slot = given.slot
       and hook_attempts.number = given.number where true
     on conflict do nothing`,
);

/** Behind the attempts themselves. What stood in these places goes: where nothing is kept, the sources of what was before may stay, and lead to nothing. */
export async function storeSources(
  trx: Knex,
  all: readonly { botId: number; slot: number; number: number; answer: KeptAnswer }[],
): Promise<void> {
  const kept = all.filter(({ answer }) => answer.sources.length > 0);
  if (kept.length === 0) return;
  await together([
    askOverRows(
      trx,
      dropSources,
      kept.map(({ botId, slot }) => [botId, slot]),
    ),
    askOverRows(
      trx,
      keepSources,
      kept.flatMap(({ botId, slot, number, answer }) =>
        answer.sources.map((source) => [botId, slot, number, source]),
      ),
    ),
  ]);
}

export const forgetting = statementOverRows('forget answers', { source: 'bigint' }, (rows, dialect) => {
  const sources = `select given.source from ${rows} as given`;
  // As an array PostgreSQL takes them for the few that they are, and steps into the indexes.
  const asked = dialect === 'postgres' ? `= any(array(${sources}))` : `in (${sources})`;
  return `update hook_attempts set answer = null, answer_expires_at = null
    where answer is not null
      and (bot_id, slot) in (select bot_id, slot from hook_answer_sources where source ${asked})`;
});

/** Those that may repeat these messages, or what is shown of them in answers to them. */
export async function forgetAnswersTo(trx: Knex, messageIds: readonly number[]): Promise<void> {
  if (messageIds.length === 0) return;
  await askOverRows(
    trx,
    forgetting,
    messageIds.map((id) => [id]),
  );
}

/** Those that may repeat how this person was called. */
export async function forgetAnswersNaming(trx: Knex, userId: number): Promise<void> {
  await askOverRows(trx, forgetting, [[-userId]]);
}
