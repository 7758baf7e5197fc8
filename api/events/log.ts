import type { Knex } from 'knex';
import type { Database } from '../db/connection.ts';
import type { Audience, EventType, LogEvent, NewEvent } from './event.ts';

/** All SQL on the event log. Who may see an event is decided here (in SQL) and in event.ts (in memory) alike. */
interface Row {
  id: number;
  chat_id: number | null;
  user_id: number | null;
  audience: string | null;
  type: EventType;
  chat_uri: string | null;
  message_id: number | null;
  data: string;
  created_at: number;
}

/** Appends in order, in the caller's transaction, which must be the only writer. Resolves with the events as stored. */
export async function appendEvents(
  trx: Knex.Transaction,
  events: readonly NewEvent[],
  nowMs: number,
): Promise<LogEvent[]> {
  if (events.length === 0) return [];
  const rows = events.map((event) => ({
    chat_id: 'chatId' in event.scope ? event.scope.chatId : null,
    user_id: 'userId' in event.scope ? event.scope.userId : null,
    audience: 'chatId' in event.scope ? encodeAudience(event.scope.audience) : null,
    type: event.type,
    chat_uri: event.chatUri,
    message_id: event.messageId ?? null,
    data: JSON.stringify(event.data),
    created_at: nowMs,
  }));
  const ids: number[] = [];
  for (const part of chunks(rows, maxRowsPerInsert)) {
    const inserted = await trx('events').insert(part).returning('id');
    // Neither database promises the order of RETURNING, but both number the rows in the order given.
    ids.push(...inserted.map(({ id }) => id).sort((a, b) => a - b));
  }
  return rows.map((row, i) => toLogEvent({ ...row, id: ids[i] ?? 0 }));
}

/** Blanks a deleted message in its earlier events: the log keeps no text that was taken back. */
export async function blankMessageEvents(
  trx: Knex.Transaction,
  messageId: number,
  data: unknown,
): Promise<void> {
  await trx('events')
    .where({ message_id: messageId })
    .update({ data: JSON.stringify(data) });
}

/** The next events of everybody after `position`, for this process alone: nothing is filtered. */
export async function readTail(db: Database, position: number, limit: number): Promise<LogEvent[]> {
  const rows = await db.read<Row>('events').where('id', '>', position).orderBy('id').limit(limit);
  return rows.map(toLogEvent);
}

/** Whose events, of everything or of one chat (then with its present uri, by which personal events know it). */
export interface Scan {
  userId: number;
  chat: { id: number; uri: string } | null;
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  upTo: number;
  limit: number;
}

/**
 * The events in (after, upTo] that one person may see, oldest first: `maySee` of event.ts in SQL. Null when the log has
 * been pruned beyond `after`.
 */
export async function readVisible(db: Database, scan: Scan): Promise<LogEvent[] | null> {
  const { userId, chat } = scan;
  const inMyChats = (q: Knex.QueryBuilder) => {
    q.whereIn('chat_id', db.read('members').where({ user_id: userId }).select('chat_id'));
    if (chat) q.where('chat_id', chat.id);
    q.where(addressing(userId));
  };
  const mine = (q: Knex.QueryBuilder) => {
    q.where('user_id', userId).whereNot('type', 'token.revoked');
    if (chat) q.where('chat_uri', chat.uri);
  };
  const rows = await db
    .read<Row>('events')
    .where('id', '>', scan.after)
    .where('id', '<=', scan.upTo)
    .where((q) => {
      q.where(inMyChats).orWhere(mine);
      // Without an index: both databases go through a stretch of the log by id, whatever else there is.
      if (!chat) q.orWhere('audience', everyone);
    })
    .orderBy('id')
    .limit(scan.limit);
  // Asked after the rows: had they been pruned before, this would tell.
  return scan.after < (await readPrunedTo(db)) ? null : rows.map(toLogEvent);
}

async function readPrunedTo(db: Database): Promise<number> {
  const row = await db.read('meta').where({ key: 'pruned_to' }).first();
  return Number(row?.value ?? 0);
}

/**
 * Drops events older than `beforeMs`, at most `limit` of them, and remembers how far. Resolves with how many went: a full
 * `limit` means that there are more.
 */
export async function pruneEvents(trx: Knex.Transaction, beforeMs: number, limit: number): Promise<number> {
  const old = trx('events')
    .where('created_at', '<', beforeMs)
    .orderBy('id')
    .limit(limit)
    .select('id')
    .as('old');
  const last = await trx.from(old).max<{ last: number | null }>('id as last').first();
  if (!last?.last) return 0;
  await trx('meta')
    .insert({ key: 'pruned_to', value: String(last.last) })
    .onConflict('key')
    .merge();
  return trx('events').where('id', '<=', last.last).delete();
}

export interface LogBounds {
  databaseId: string;
  head: number;
}

export async function readBounds(db: Database): Promise<LogBounds> {
  const meta = await db.read<{ key: string; value: string }>('meta').where({ key: 'database_id' }).first();
  const newest = await db.read('events').max<{ head: number | null }>('id as head').first();
  // A log pruned to nothing still ends where it ended.
  return { databaseId: meta?.value ?? '', head: newest?.head ?? (await readPrunedTo(db)) };
}

/**
 * The newest event of a chat that this person may see, 0 when there is none. Membership is the caller's to check.
 */
export async function readVisibleHead(db: Database, chatId: number, userId: number): Promise<number> {
  const newest = await db
    .read('events')
    .where({ chat_id: chatId })
    .where(addressing(userId))
    .max<{ head: number | null }>('id as head')
    .first();
  return newest?.head ?? 0;
}

/** SQLite and PostgreSQL both bound the parameters of a statement; eight columns a row stay far below. */
const maxRowsPerInsert = 500;

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** As an audience in the table; the few are written as ",12,15,". */
const everyone = '*';

/** Of a chat that this person is in, the events that are for them. */
function addressing(userId: number) {
  return (q: Knex.QueryBuilder) =>
    q.whereNull('audience').orWhere('audience', everyone).orWhereLike('audience', `%,${userId},%`);
}

function encodeAudience(audience: Audience | undefined): string | null {
  if (audience === 'everyone') return everyone;
  return audience ? `,${audience.join(',')},` : null;
}

function decodeAudience(audience: string | null): Audience | null {
  if (audience === everyone) return 'everyone';
  return audience ? audience.slice(1, -1).split(',').map(Number) : null;
}

function toLogEvent(row: Row): LogEvent {
  const at = new Date(row.created_at).toISOString();
  const start = `{"id":"${row.id}","type":"${row.type}","chat":${JSON.stringify(row.chat_uri)},"at":"${at}"`;
  const json = `${start},"data":${row.data}}`;
  return {
    id: row.id,
    type: row.type,
    chatId: row.chat_id,
    userId: row.user_id,
    audience: decodeAudience(row.audience),
    messageId: row.message_id,
    chatUri: row.chat_uri,
    data: row.data,
    json,
    bytes: Buffer.byteLength(json),
  };
}

/** Where in the log each of these messages began, as far as it is still there. */
export async function firstEventIds(db: Knex, messageIds: readonly number[]): Promise<Map<number, number>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db('events')
    .whereIn('message_id', [...messageIds])
    .groupBy('message_id')
    .select<{ message_id: number; first: number }[]>('message_id', db.raw('min(id) as first'));
  return new Map(rows.map((row) => [row.message_id, row.first]));
}
