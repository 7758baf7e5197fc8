import type { Knex } from 'knex';
import type { Database } from '../../api/db/database.ts';
import { isPostgres } from '../../api/db/dialect.ts';

/** Rows by the thousand, written by a few statements: what would take a world of people hours over HTTP. */

/** The numbers up to `count`, as a table `numbers(i)` in front of a select: the same SQL on both databases. */
const numbers = (count: number, from = 1) =>
  `with recursive numbers(i) as (select ${from} union all select i + 1 from numbers where i < ${count})`;

/** So many rows by one statement, which has six seconds on PostgreSQL, also when the machine is busy. */
const maxAtOnce = 20_000;

/** The numbers up to `count`, so many at once. */
function inPieces(count: number): string[] {
  return Array.from({ length: Math.ceil(count / maxAtOnce) }, (_, i) =>
    numbers(Math.min(count, (i + 1) * maxAtOnce), 1 + i * maxAtOnce),
  );
}

/** Accounts named crowd-1, crowd-2 ..., without passwords. Resolves with their ids. */
export async function insertCrowd(trx: Knex, count: number): Promise<number[]> {
  if (isPostgres(trx)) await trx.raw('set local statement_timeout = 0');
  for (const some of inPieces(count))
    await trx.raw(
      `insert into users (username, username_key, display_name, display_name_key, avatar, created_at)
       ${some} select 'crowd-' || i, 'crowd-' || i, 'Crowd ' || i, 'crowd ' || i, 1, 0 from numbers`,
    );
  return trx('users').whereLike('username_key', 'crowd-%').orderBy('id').pluck('id');
}

/** All of these people into one chat. */
export async function insertMembers(trx: Knex, chatId: number, userIds: readonly number[]): Promise<void> {
  const rows = userIds.map((id) => ({ chat_id: chatId, user_id: id, role: 'member', joined_at: id }));
  await trx.batchInsert('members', rows, 150);
  await countMembers(trx);
}

/** The first so many of the crowd into one chat, in which none of them is. */
export async function insertCrowdAsMembers(trx: Knex, chatId: number, count: number): Promise<void> {
  if (isPostgres(trx)) await trx.raw('set local statement_timeout = 0');
  for (const some of inPieces(count))
    await trx.raw(
      `insert into members (chat_id, user_id, role, joined_at)
       ${some} select ${chatId}, id, 'member', id from numbers join users on username_key = 'crowd-' || i`,
    );
  await countMembers(trx);
}

/** Rows written past the server are in no count yet. */
async function countMembers(trx: Knex): Promise<void> {
  await trx.raw(
    'update chats set member_count = (select count(*) from members where members.chat_id = chats.id)',
  );
}

/** New chats, each with the same owner, who says one thing in each. */
export async function insertChats(
  trx: Knex,
  { ownerId, count, kind }: { ownerId: number; count: number; kind: 'session' | 'public' },
): Promise<void> {
  await trx.raw(
    `insert into chats (uri, name, kind, join_policy, created_at)
     ${numbers(count)} select '${kind}-of-many-' || i, 'One of many', '${kind}', 'link', i from numbers`,
  );
  const mine = `select id from chats where uri like '${kind}-of-many-%'`;
  await trx.raw(
    `insert into members (chat_id, user_id, role, joined_at) select id, ${ownerId}, 'owner', 0 from (${mine}) as mine`,
  );
  await countMembers(trx);
  await trx.raw(
    `insert into messages (chat_id, author_id, text, polarity, content_hash, created_at)
     select id, ${ownerId}, 'Hello', 0, '', id from (${mine}) as mine`,
  );
}

/** A long talk, with its events and its words to be found by: one message in ten is a whisper to `toId`. */
export async function insertTalk(
  trx: Knex,
  { chatId, authorId, toId, count }: { chatId: number; authorId: number; toId: number; count: number },
): Promise<void> {
  const cast = isPostgres(trx) ? '::tsvector' : '';
  const audience = `case when i % 10 = 0 then ',${authorId},${toId},' end`;
  // A server's patience with a statement is for requests, and not for a hundred thousand rows on a busy machine.
  if (isPostgres(trx)) await trx.raw('set local statement_timeout = 0');
  const to = `case when i % 10 = 0 then ${toId} end`;
  for (let from = 1; from <= count; from += maxAtOnce) {
    const some = numbers(Math.min(count, from + maxAtOnce - 1), from);
    await trx.raw(
      `insert into messages (chat_id, author_id, to_id, text, polarity, content_hash, created_at)
       ${some} select ${chatId}, ${authorId}, ${to}, 'number ' || i, 0, '', i from numbers`,
    );
    await trx.raw(
      `insert into message_words (rowid, words)
       select id, (chat_id || 'xnumber ' || chat_id || 'x' || substr(text, 8))${cast}
       from messages
       where chat_id = ${chatId} and text like 'number %' and content_hash = '' and created_at >= ${from}`,
    );
    await trx.raw(
      `insert into events (id, chat_id, audience, type, chat_uri, data, created_at)
       ${some} select i + (select head from log_head), ${chatId}, ${audience}, 'message.created', '', '{}', i
       from numbers`,
    );
  }
  await trx('log_head').increment('head', count);
}

/** So that the planner knows what has come. */
export async function refreshStatistics(db: Database): Promise<void> {
  await db.transaction((trx) => trx.raw('analyze'));
}
