import type { Knex } from 'knex';
import type { Database } from '../db/database.ts';
import { readDatabaseId } from '../db/database-id.ts';
import { askOverRows, insertOverRows } from '../db/statement.ts';
import type { Audience, EventType, LogEvent, NewEvent } from './event.ts';
import { readHead } from './head.ts';
import type { Place } from './place.ts';
import { toPlace } from './place-number.ts';
import type { References } from './references.ts';

/** The event log in SQL: what is appended, and all of it in order; visible/queries.ts reads it as one person, prune.ts cuts it. */
export interface Row {
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

const append = insertOverRows('append events', 'events', {
  id: 'bigint',
  chat_id: 'bigint',
  user_id: 'bigint',
  audience: 'text',
  type: 'text',
  chat_uri: 'text',
  message_id: 'bigint',
  data: 'text',
  created_at: 'bigint',
});

/**
 * Appends in order and with ids from `firstId` on, in the caller's transaction, which must hold the head of the log; `written` says when.
 * The log keeps references; `stored` are the events as readers see them, but for those that are resolved late.
 */
export function appendEvents(
  trx: Knex.Transaction,
  events: readonly NewEvent[],
  { firstId, nowMs, references }: { firstId: number; nowMs: number; references: References },
): { stored: LogEvent[]; written: Promise<unknown> } {
  if (events.length === 0) return { stored: [], written: Promise.resolve() };
  const rows = events.map(
    (event, i): Row => ({
      id: firstId + i,
      chat_id: 'chatId' in event.scope ? event.scope.chatId : null,
      user_id: 'userId' in event.scope ? event.scope.userId : null,
      audience: 'chatId' in event.scope ? encodeAudience(event.scope.audience) : null,
      type: event.type,
      chat_uri: event.chatUri,
      message_id: event.messageId ?? null,
      data: references.store(event.data),
      created_at: nowMs,
    }),
  );
  const written = askOverRows(trx, append, rows.map(toCells));
  const stored = rows.map((row, i) => {
    const data = references.isResolvedLate(row) ? row.data : JSON.stringify(events[i]?.data);
    return toLogEvent({ ...row, data });
  });
  return { stored, written };
}

function toCells(row: Row) {
  return [
    row.id,
    row.chat_id,
    row.user_id,
    row.audience,
    row.type,
    row.chat_uri,
    row.message_id,
    row.data,
    row.created_at,
  ];
}

/** The next events of everybody after `position`, for this process alone: nothing is filtered, and references stay. */
export async function readTail(db: Database, position: number, limit: number): Promise<LogEvent[]> {
  const rows = await db.read<Row>('events').where('id', '>', position).orderBy('id').limit(limit);
  return rows.map(toLogEvent);
}

export interface OfChat {
  chatId: number;
  types: readonly EventType[];
  limit: number;
}

/** How many events of a chat are looked through for those of some types: a bound, however much is said there. */
const maxLookedThrough = 2000;

/** The newest events of some types that all of a chat may see, oldest first, among the last few thousand of it; references stay. */
export async function readNewestOf(db: Knex, { chatId, types, limit }: OfChat): Promise<LogEvent[]> {
  const newest = db('events').where('chat_id', chatId).orderBy('id', 'desc').limit(maxLookedThrough);
  const rows: Row[] = await db
    .from(newest.as('newest'))
    .whereNull('audience')
    .whereIn('type', [...types])
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.reverse().map(toLogEvent);
}

/** The messages that the newest events for everyone name, the newest first: of an index of those alone. */
export async function listTold(db: Knex, limit: number): Promise<number[]> {
  const rows = await db<Row>('events')
    .where('audience', everyone)
    .orderBy('id', 'desc')
    .limit(limit)
    .select('message_id');
  return rows.flatMap(({ message_id: id }) => (id === null ? [] : [id]));
}

export interface LogBounds {
  databaseId: string;
  head: number;
}

export async function readBounds(db: Database): Promise<LogBounds> {
  return { databaseId: await readDatabaseId(db), head: await readHead(db.read) };
}

/** As an audience in the table; the few are written as ",12,15,". */
export const everyone = '*';

function encodeAudience(audience: Audience | undefined): string | null {
  if (audience === 'everyone') return everyone;
  return audience ? `,${audience.join(',')},` : null;
}

function decodeAudience(audience: string | null): Audience | null {
  if (audience === everyone) return 'everyone';
  return audience ? audience.slice(1, -1).split(',').map(Number) : null;
}

export function toLogEvent(row: Row): LogEvent {
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
    createdAt: row.created_at,
    data: row.data,
    json,
    bytes: Buffer.byteLength(json),
  };
}

/** The other way round, but for `data`, which is as this process holds it. */
export function toRow(event: LogEvent): Row {
  return {
    id: event.id,
    chat_id: event.chatId,
    user_id: event.userId,
    audience: encodeAudience(event.audience ?? undefined),
    type: event.type,
    chat_uri: event.chatUri,
    message_id: event.messageId,
    data: event.data,
    created_at: event.createdAt,
  };
}

/** Where in the log each of these messages began, as far as it is still there. */
export async function firstPlaces(db: Knex, messageIds: readonly number[]): Promise<Map<number, Place>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db('events')
    .whereIn('message_id', [...messageIds])
    .groupBy('message_id')
    .select<{ message_id: number; first: number }[]>('message_id', db.raw('min(id) as first'));
  return new Map(rows.map((row) => [row.message_id, toPlace(row.first)]));
}
