import type { Knex } from 'knex';
import { isPostgres } from '../dialect.ts';
import { indexEntry } from '../search-words.ts';

export async function up(knex: Knex): Promise<void> {
  await (isPostgres(knex) ? createPostgresIndex(knex) : createSqliteIndex(knex));
  await indexStoredMessages(knex);
}

export async function down(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) await knex.raw('drop trigger message_words_follow_messages');
  await knex.schema.dropTable('message_words');
}

/**
 * Keeps no text, nor where in it a word stands: smaller, and so the cheaper for each message sent. The words come folded and
 * between spaces, so the plainest tokeniser does.
 */
export async function createSqliteIndex(knex: Knex): Promise<void> {
  await knex.raw(
    `create virtual table message_words
       using fts5(words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')`,
  );
  // A virtual table takes no foreign key; a trigger sees the messages that go with their chat, too.
  await knex.raw(
    `create trigger message_words_follow_messages after delete on messages
       begin delete from message_words where rowid = old.id; end`,
  );
}

async function createPostgresIndex(knex: Knex): Promise<void> {
  await knex.schema.createTable('message_words', (t) => {
    // Named as FTS5 names it, so that one statement serves both databases.
    t.bigInteger('rowid').primary().references('messages.id').onDelete('CASCADE');
    t.specificType('words', 'tsvector').notNullable();
  });
  // What was said last waits unsorted beside the index, and every search walks through it: a small heap, in kB.
  await knex.raw(
    'create index message_words_words on message_words using gin (words) with (gin_pending_list_limit = 256)',
  );
}

const batch = 500;

export async function indexStoredMessages(knex: Knex): Promise<void> {
  let last = 0;
  for (;;) {
    const rows: { id: number; chat_id: number; text: string }[] = await knex('messages')
      .where('id', '>', last)
      .whereNotNull('text')
      .orderBy('id')
      .limit(batch)
      .select('id', 'chat_id', 'text');
    if (rows.length === 0) return;
    await knex('message_words').insert(
      rows.map(({ id, chat_id, text }) => ({ rowid: id, words: indexEntry(chat_id, text) })),
    );
    last = rows.at(-1)?.id ?? last;
  }
}
