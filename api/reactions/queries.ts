import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import type { ShownUser } from '../users/present.ts';
import { toUser, type UserRow } from '../users/queries.ts';

/** All SQL on `reactions` and `bot_reactions`. */
export interface Reaction {
  messageId: number;
  emoji: string;
  /** Who gave it. */
  user: ShownUser;
  createdAt: number;
}

/** All of these messages. */
export async function listReactions(db: Knex, messageIds: readonly number[]): Promise<Reaction[]> {
  if (messageIds.length === 0) return [];
  const rows = await db('reactions')
    .join('users', 'users.id', 'reactions.user_id')
    .whereIn('reactions.message_id', [...messageIds])
    .select<(UserRow & { message_id: number; emoji: string; given_at: number })[]>(
      'users.*',
      'reactions.message_id',
      'reactions.emoji',
      'reactions.created_at as given_at',
    );
  return rows.map((row) => ({
    messageId: row.message_id,
    emoji: row.emoji,
    user: toUser(row),
    createdAt: row.given_at,
  }));
}

/** What was given before is given later from now on. */
const give = statementOverRows(
  'give reactions',
  { message_id: 'bigint', emoji: 'text', user_id: 'bigint', created_at: 'bigint' },
  // SQLite takes ON for a part of the SELECT where no WHERE stands before it.
  (rows) => `insert into reactions (message_id, emoji, user_id, created_at)
    select message_id, emoji, user_id, created_at from ${rows} as given where true
    on conflict (message_id, emoji, user_id) do update set created_at = excluded.created_at`,
);

const takeBack = statementOverRows(
  'take reactions back',
  { message_id: 'bigint', emoji: 'text', user_id: 'bigint' },
  (rows) => `delete from reactions where (message_id, emoji, user_id) in
    (select message_id, emoji, user_id from ${rows} as gone)`,
);

/** One statement, none for none. */
export async function putReactions(trx: Knex, reactions: readonly Reaction[]): Promise<void> {
  if (reactions.length === 0) return;
  await askOverRows(
    trx,
    give,
    reactions.map(({ messageId, emoji, user, createdAt }) => [messageId, emoji, user.id, createdAt]),
  );
}

/** One statement, none for none. */
export async function deleteReactions(trx: Knex, reactions: readonly Reaction[]): Promise<void> {
  if (reactions.length === 0) return;
  await askOverRows(
    trx,
    takeBack,
    reactions.map(({ messageId, emoji, user }) => [messageId, emoji, user.id]),
  );
}

/** Longer than a hook may be behind: what is told later than that is told all the same. */
const botReactionsMs = 90 * 24 * 3600_000;

/** Bots have caused these events, which say of themselves what a message has by now, and not who gave or took it. */
export async function noteByBots(trx: Knex, eventIds: readonly number[], nowMs: number): Promise<void> {
  await trx('bot_reactions').insert(eventIds.map((id) => ({ event_id: id, created_at: nowMs })));
  await trx('bot_reactions')
    .where('created_at', '<', nowMs - botReactionsMs)
    .delete();
}

/** Those of some events that bots have caused. */
export async function listByBots(db: Knex, eventIds: readonly number[]): Promise<Set<number>> {
  if (eventIds.length === 0) return new Set();
  const ids = db('bot_reactions').whereIn('event_id', [...eventIds]);
  return new Set(await ids.pluck<number[]>('event_id'));
}

/** All that are given to these messages. */
export async function deleteReactionsTo(trx: Knex, messageIds: readonly number[]): Promise<void> {
  await trx('reactions')
    .whereIn('message_id', [...messageIds])
    .delete();
}
