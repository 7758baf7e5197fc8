import type { Knex } from 'knex';
import { nanoid } from 'nanoid';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('events', (t) => {
    t.bigIncrements('id');
    // Exactly one of the two: an event of a chat, for its members; or one for this person alone.
    t.bigInteger('chat_id').references('chats.id').onDelete('CASCADE');
    t.bigInteger('user_id').references('users.id').onDelete('CASCADE');
    t.check('(chat_id is null) <> (user_id is null)');
    // Of a chat's members only these ids, as ",12,15,"; null: all of them.
    t.text('audience');
    t.text('type').notNullable();
    // The chat's address when it happened: a deleted chat has no row to ask.
    t.text('chat_uri');
    // Lets a deletion blank the text in the message's earlier events.
    t.bigInteger('message_id').index();
    t.text('data').notNullable();
    // Without an index: ids are in the order of time.
    t.bigInteger('created_at').notNullable();
    t.index(['chat_id', 'id']);
  });
  await knex.raw('create index events_user_id on events (user_id, id) where user_id is not null');
  await knex.schema.createTable('meta', (t) => {
    t.text('key').primary();
    t.text('value').notNullable();
  });
  // Cursors name the database they belong to: a position in another one means nothing here.
  await knex('meta').insert({ key: 'database_id', value: nanoid(8) });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('meta');
  await knex.schema.dropTable('events');
}
