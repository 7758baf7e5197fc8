import type { Knex } from 'knex';
import { isPostgres } from '../dialect.ts';
import { createSqliteIndex, indexStoredMessages } from './20261121000008_index_messages_for_search.ts';

/** The log refers to messages and people instead of copying them, and what is erased is erased from the file too. */
export async function up(knex: Knex): Promise<void> {
  await referToMessages(knex);
  await referToPeople(knex);
  if (isPostgres(knex)) return setAutovacuum(knex, 'set (autovacuum_vacuum_scale_factor = 0.01)');
  await knex.schema.dropTable('message_words');
  // With its content: without, the words of a deleted message stay in the index until it is next merged.
  await knex.raw("create virtual table message_words using fts5(words, detail = none, tokenize = 'ascii')");
  await knex.raw("insert into message_words (message_words, rank) values ('secure-delete', 1)");
  await indexStoredMessages(knex);
  // What was erased before stands in free pages. sqlite/erasing.ts does it, because it can't be done in a transaction.
  await knex('meta').insert({ key: 'vacuum', value: 'due' });
}

/** The log keeps its references: nobody has the texts of then. */
export async function down(knex: Knex): Promise<void> {
  if (isPostgres(knex)) return setAutovacuum(knex, 'reset (autovacuum_vacuum_scale_factor)');
  await knex('meta').where({ key: 'vacuum' }).delete();
  await knex.raw('drop trigger message_words_follow_messages');
  await knex.schema.dropTable('message_words');
  await createSqliteIndex(knex);
  await indexStoredMessages(knex);
}

/** Rows that were erased are gone from the file when they are vacuumed: by default only after a fifth of a table has changed. */
async function setAutovacuum(knex: Knex, setting: string): Promise<void> {
  await knex.raw(`
    alter table users ${setting};
    alter table messages ${setting};
    alter table message_words ${setting};
    alter table images ${setting};
    alter table events ${setting}`);
}

async function referToMessages(knex: Knex): Promise<void> {
  await knex.raw(`update events set data = '{"$message":' || message_id || '}' where message_id is not null`);
}

const batch = 500;

async function referToPeople(knex: Knex): Promise<void> {
  let last = 0;
  for (;;) {
    const rows: { id: number; data: string }[] = await knex('events')
      .where('id', '>', last)
      .whereNull('message_id')
      .whereLike('data', '%"display_name":%')
      .orderBy('id')
      .limit(batch);
    if (rows.length === 0) return;
    const stored = rows.map((row) => ({
      ...row,
      data: JSON.stringify(JSON.parse(row.data), withReferences),
    }));
    await knex('events').insert(stored).onConflict('id').merge(['data']);
    last = rows.at(-1)?.id ?? last;
  }
}

/** As messages/references.ts did when this was written. */
function withReferences(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('last_message' in value && 'unread' in value && 'id' in value) {
    const { unread: _unread, last_message: _last, id, ...chat } = value as Record<string, unknown>;
    return { id, ...chat, $activity: id };
  }
  if (!('username' in value && 'display_name' in value && 'id' in value)) return value;
  const { id, username, first_name, last_name, display_name, avatar, is_guest, email, ...rest } =
    value as Record<string, unknown>;
  return { $user: id, ...(email !== undefined && { email: '' }), ...rest };
}
