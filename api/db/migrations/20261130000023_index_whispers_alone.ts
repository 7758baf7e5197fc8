import type { Knex } from 'knex';

/**
 * By author only whispers are ever looked for, and most messages are none: an index of all of them had a page for each author, so that a
 * commit of thirty people's words wrote thirty pages more.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('drop index messages_author_id_chat_id_index');
  await knex.raw('create index messages_whispered on messages (author_id, chat_id) where to_id is not null');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index messages_whispered');
  await knex.raw('create index messages_author_id_chat_id_index on messages (author_id, chat_id)');
}
