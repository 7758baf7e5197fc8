import type { Database } from '../../db/database.ts';
import { askOverRows, statementOverRows } from '../../db/statement.ts';
import { type Place, toNumber } from '../place-number.ts';

/** Somebody who has read a chat up to a place. */
export interface ReadTo {
  key: number;
  chatId: number;
  place: Place;
}

const find = statementOverRows(
  'find news behind',
  { key: 'bigint', chat_id: 'bigint', position: 'bigint' },
  // As a value and not with `exists`, which PostgreSQL may join: then it reads all that came since the oldest of them.
  (rows) =>
    `select key from ${rows} as asked
     where (select events.id from events where events.chat_id = asked.chat_id and events.id > asked.position
            order by events.chat_id, events.id limit 1) is not null`,
  { key: 'bigint' },
);

/** The keys of those behind whose place something has happened in their chat, for anybody: a step into an index for each. */
export async function findNewsBehind(db: Database, readers: readonly ReadTo[]): Promise<number[]> {
  const rows = readers.map(({ key, chatId, place }) => [key, chatId, toNumber(place)]);
  const found = await askOverRows<{ key: number }>(db.read, find, rows);
  return found.map(({ key }) => key);
}
