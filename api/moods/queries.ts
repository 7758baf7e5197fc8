import type { Knex } from 'knex';
import { standingAt, visibleTo } from '../messages/queries.ts';

/** The mood of a chat as one reader sees it: all SQL that sums up stored scores. What was deleted or has expired has none, nor has a bot. */
export interface View {
  chatId: number;
  readerId: number;
  nowMs: number;
}

/** Unix milliseconds, both inclusive. */
export interface Extent {
  firstMs: number;
  lastMs: number;
}

export interface Mood {
  average: number;
  count: number;
}

/** Whether this reader said or heard something in this chat that not everybody did, deleted or not. */
export async function hasWhispers(db: Knex, { chatId, readerId }: Omit<View, 'nowMs'>): Promise<boolean> {
  const whispers = () => db('messages').where({ chat_id: chatId }).whereNotNull('to_id');
  const row =
    (await whispers().where({ to_id: readerId }).first('id')) ??
    (await whispers().where({ author_id: readerId }).first('id'));
  return row !== undefined;
}

/** From the first to the last message, or null when there is none. */
export async function findExtent(db: Knex, view: View): Promise<Extent | null> {
  const row = await scored(db, view)
    .min('created_at as first_ms')
    .max('created_at as last_ms')
    .first<{ first_ms: number | null; last_ms: number | null }>();
  if (row?.first_ms == null || row.last_ms === null) return null;
  return { firstMs: row.first_ms, lastMs: row.last_ms };
}

/** By number of the bucket, when the time from `firstMs` on is cut into `buckets` pieces that last `spanMs` together. */
export async function moodByBucket(
  db: Knex,
  view: View,
  { firstMs, lastMs, spanMs, buckets }: Extent & { spanMs: number; buckets: number },
): Promise<Map<number, Mood>> {
  // Casts, because PostgreSQL cannot know the type of a placeholder in arithmetic. The division is of whole numbers.
  const bucket = db.raw(
    '(created_at - cast(? as bigint)) * cast(? as bigint) / cast(? as bigint) as bucket',
    [firstMs, buckets, spanMs],
  );
  const rows = await scored(db, view)
    .whereBetween('created_at', [firstMs, lastMs])
    .select(bucket)
    .groupBy('bucket')
    .avg('polarity as average')
    .count<(MoodRow & { bucket: number })[]>('* as count');
  return new Map(rows.map((row) => [Number(row.bucket), toMood(row)]));
}

/** Of those who said the most, at most `limit` of them. */
export async function moodByAuthor(
  db: Knex,
  view: View,
  { firstMs, lastMs, limit }: Extent & { limit: number },
): Promise<(Mood & { authorId: number })[]> {
  const rows = await scored(db, view)
    .whereBetween('created_at', [firstMs, lastMs])
    .select('author_id')
    .groupBy('author_id')
    .orderBy([{ column: 'count', order: 'desc' }, 'author_id'])
    .limit(limit)
    .avg('polarity as average')
    .count<(MoodRow & { author_id: number })[]>('* as count');
  return rows.map((row) => ({ authorId: row.author_id, ...toMood(row) }));
}

interface MoodRow {
  average: number;
  count: number;
}

function toMood({ average, count }: MoodRow): Mood {
  return { average, count: Number(count) };
}

function scored(db: Knex, { chatId, readerId, nowMs }: View) {
  return db('messages')
    .where({ chat_id: chatId })
    .where(visibleTo(readerId))
    .where(standingAt(nowMs))
    .whereNotIn('author_id', db('bots').where({ chat_id: chatId }).select('user_id'))
    .whereNull('deleted_at');
}
