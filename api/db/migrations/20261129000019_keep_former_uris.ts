import type { Knex } from 'knex';

/**
 * The addresses that a chat had before its link was changed. Whoever was away meanwhile knows it by one of them, and is told under it when
 * the chat is over. So far the log alone knew them, as the addresses under which it told of changes.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('former_uris', (t) => {
    t.increments('id');
    t.integer('chat_id').notNullable().index().references('id').inTable('chats').onDelete('CASCADE');
    t.text('uri').notNullable();
  });
  await knex.raw(`
    insert into former_uris (chat_id, uri)
    select events.chat_id, events.chat_uri from events join chats on chats.id = events.chat_id
    where events.type = 'chat.updated' and events.chat_uri <> chats.uri
    group by events.chat_id, events.chat_uri order by min(events.id)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('former_uris');
}
