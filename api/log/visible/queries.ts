import type { Knex } from 'knex';
import type { Database } from '../../db/database.ts';
import { type IndexValue, withinIndex } from '../../db/dialect.ts';
import type { LogEvent } from '../event.ts';
import { everyone, type Row, toLogEvent } from '../queries.ts';

/** Reading the log as one person: `maySee` of event.ts in SQL. Each statement here costs the same however long the log is. */

/** Whose events, of everything or of one chat (then with its present uri, by which personal events know it). */
export interface Scan {
  userId: number;
  chat: { id: number; uri: string } | null;
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  upTo: number;
}

/**
 * Where in (after, upTo] the next event stands that may be for this person, null when there is none; and how many places were
 * asked: one step into an index for each chat, one for what is personal, one for what is for everyone.
 */
export async function findNext(db: Database, scan: Scan): Promise<{ next: number | null; asked: number }> {
  const { userId, chat, after, upTo } = scan;
  const events = () => db.read('events').limit(1).select('events.id');
  const firstIn = (column: 'chat_id' | 'user_id', value: IndexValue) =>
    withinIndex(db.read, events(), `events.${column}`, value, { id: 'events.id', after, upTo });
  // Written out: an index of these few alone serves no question whose answer a placeholder hides.
  const forEveryone = events()
    .whereRaw(`events.audience = '${everyone}'`)
    .where('events.id', '>', after)
    .where('events.id', '<=', upTo)
    .orderBy('events.id');
  const one = (found: Knex.QueryBuilder) => db.read.select(found.as('next'));
  const inMyChats = chatsOf(db, userId).select(firstIn('chat_id', db.read.ref('members.chat_id')).as('next'));
  const places = [
    chat ? one(firstIn('chat_id', chat.id)) : inMyChats,
    one(firstIn('user_id', userId)),
    ...(chat ? [] : [one(forEveryone)]),
  ];
  const found = await db.read
    .from(db.read.queryBuilder().unionAll(places).as('places'))
    .min('next as next')
    .count('* as asked')
    .first<{ next: number | null; asked: number }>();
  return { next: found.next, asked: Number(found.asked) };
}

/**
 * The events in (after, upTo] that this person may see, oldest first, at most `limit`; their references are still to be
 * resolved. Looks at every row there, so the stretch is the caller's to keep short.
 */
export async function readVisible(db: Database, scan: Scan & { limit: number }): Promise<LogEvent[]> {
  const { userId, chat, after, upTo, limit } = scan;
  const inMyChats = (q: Knex.QueryBuilder) => {
    q.whereIn('chat_id', chatsOf(db, userId).select('chat_id'));
    if (chat) q.where('chat_id', chat.id);
    q.where(addressing(userId));
  };
  const mine = (q: Knex.QueryBuilder) => {
    q.where('user_id', userId).whereNot('type', 'token.revoked');
    if (chat) q.where('chat_uri', chat.uri);
  };
  // Its limit takes nothing away, and keeps both databases from joining the conditions: an OR would go past the ids.
  const stretch = db
    .read('events')
    .where('id', '>', after)
    .where('id', '<=', upTo)
    .orderBy('id')
    .limit(upTo - after)
    .as('stretch');
  const rows: Row[] = await db.read
    .from(stretch)
    .where((q) => {
      q.where(inMyChats).orWhere(mine);
      if (!chat) q.orWhere('audience', everyone);
    })
    .orderBy('id')
    .limit(limit);
  return rows.map(toLogEvent);
}

/** Memberships in chats that have not ended: of those the rows are still there, and nobody's any more. */
function chatsOf(db: Database, userId: number): Knex.QueryBuilder {
  const ended = db.read('chats').whereNotNull('erase_at').select('id');
  return db.read('members').where('members.user_id', userId).whereNotIn('members.chat_id', ended);
}

/** How far back the newest visible event of a chat is looked for: beyond, all the newest are whispers of others. */
const headDepth = 1000;
/** The same where many chats are asked about at once. */
const listDepth = 20;

/** As a range of one chat: told that the chat is fixed, PostgreSQL may walk back through the whole log by id to find its events. */
function newestOf(db: Database, chatId: number, limit: number): Knex.QueryBuilder {
  return db
    .read('events')
    .whereBetween('chat_id', [chatId, chatId])
    .orderBy([
      { column: 'chat_id', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
    .select('id', 'audience');
}

/** The id of a chat's newest event, 0 where there is none; null where that event is for a few, and each person's newest another. */
export async function readCommonHead(db: Database, chatId: number): Promise<number | null> {
  const [newest]: Pick<Row, 'id' | 'audience'>[] = await newestOf(db, chatId, 1);
  if (!newest) return 0;
  return newest.audience === null || newest.audience === everyone ? newest.id : null;
}

/**
 * The version of a chat in this person's eyes: the id of its newest event that they may see, 0 when there is none. Behind a thousand
 * that they may not see it is the oldest of those: what changed since the last time is newer than it all the same.
 * Membership is the caller's to check.
 */
export async function readVisibleHead(db: Database, chatId: number, userId: number): Promise<number> {
  const newest = newestOf(db, chatId, headDepth).as('newest');
  const bounds = await db.read
    .from(newest)
    .min('id as oldest')
    .count('* as count')
    .first<{ oldest: number | null; count: number }>();
  const visible = await db.read
    .from(newest.clone())
    .where(addressing(userId))
    .max('id as head')
    .first<{ head: number | null }>();
  return visible.head ?? (Number(bounds.count) < headDepth ? 0 : (bounds.oldest ?? 0));
}

/**
 * The same for each of many chats, which the column `chatId` names, as a part of a select: so it is of the same moment as what is
 * selected beside it.
 */
export function visibleHead(db: Knex, chatId: string, userId: number): Knex.QueryBuilder {
  const newest = db('events')
    .whereBetween('events.chat_id', [db.ref(chatId), db.ref(chatId)] as never)
    .orderBy([
      { column: 'events.chat_id', order: 'desc' },
      { column: 'events.id', order: 'desc' },
    ])
    .limit(listDepth)
    .select('events.id', 'events.audience')
    .as('newest');
  const visible = 'case when audience is null or audience = ? or audience like ? then id end';
  return db.from(newest).select(db.raw(`coalesce(max(${visible}), min(id))`, [everyone, `%,${userId},%`]));
}

/** Of a chat that this person is in, the events that are for them. */
function addressing(userId: number) {
  return (q: Knex.QueryBuilder) =>
    q.whereNull('audience').orWhere('audience', everyone).orWhereLike('audience', `%,${userId},%`);
}
