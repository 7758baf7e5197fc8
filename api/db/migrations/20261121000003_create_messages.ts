import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('messages', (t) => {
    t.bigIncrements('id');
    t.bigInteger('chat_id').notNullable().references('chats.id').onDelete('CASCADE');
    t.bigInteger('author_id').notNullable().references('users.id');
    // Set: a whisper, for the author and this person alone.
    t.bigInteger('to_id').references('users.id');
    // Null: deleted. The row stays, as a tombstone.
    t.text('text');
    t.double('polarity').notNullable();
    t.text('client_key');
    // Of what was first sent, so that a replayed key can be told from a reused one after an edit or a deletion.
    t.text('content_hash').notNullable();
    t.bigInteger('created_at').notNullable();
    t.bigInteger('edited_at');
    t.bigInteger('deleted_at');
    t.index(['chat_id', 'id']);
    t.index(['author_id', 'chat_id']);
  });
  // Partial, because most messages have neither: an index entry less is a cheaper send.
  await knex.raw('create index messages_to_id on messages (to_id) where to_id is not null');
  await knex.raw(
    'create unique index messages_client_key on messages (chat_id, author_id, client_key) where client_key is not null',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('messages');
}
