import type { Knex } from 'knex';
import { isPostgres } from '../db/dialect.ts';
import { visibleToSql } from './queries.ts';

interface Moment {
  chatId: number;
  readerId: number;
  /** Unix milliseconds. */
  atMs: number;
}

/**
 * The place where a moment stands in a chat's history: of what this person sees, all from this id on was said then or later. 0 where they see
 * nothing. Ids are in the order of time but for the clocks of nodes, so the range is halved until one place is left: some twenty steps
 * into the index in one statement, where an index of times would be one more to write with each message.
 */
export async function placeOf(db: Knex, { chatId, readerId, atMs }: Moment): Promise<number> {
  // PostgreSQL, told that the chat is fixed, may walk all messages by id until it meets one of it (db/dialect.ts).
  const from = isPostgres(db)
    ? (id: string) => `(messages.chat_id, messages.id) >= (:chatId, ${id})
        and (messages.chat_id, messages.id) <= (:chatId, ${Number.MAX_SAFE_INTEGER})`
    : (id: string) => `messages.chat_id = :chatId and messages.id >= ${id}`;
  const seen = (id: string, way: 'asc' | 'desc') => `from messages
    where ${from(id)} and ${visibleToSql(':readerId')}
    order by messages.chat_id ${way}, messages.id ${way} limit 1`;
  const half = '(step.low + step.high) / 2';
  const isBefore = 'probe.id < step.high and probe.created_at < :atMs';
  const steps = db.raw(
    `select (select messages.id ${seen('0', 'asc')}), (select messages.id + 1 ${seen('0', 'desc')})
     union all
     select case when ${isBefore} then probe.id + 1 else step.low end,
       case when ${isBefore} then step.high else ${half} end
     from step join messages as probe on probe.id = (select messages.id ${seen(half, 'asc')})
     where step.low < step.high`,
    { chatId, readerId, atMs },
  );
  const found = await db
    .withRecursive('step', ['low', 'high'], steps)
    .from('step')
    .max<{ place: number | null }>('low as place')
    .first();
  return Number(found?.place ?? 0);
}
