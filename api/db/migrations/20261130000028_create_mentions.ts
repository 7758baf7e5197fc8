import type { Knex } from 'knex';

/**
 * Whom a message names. Rows and not a list in the message's own: what names a person is asked for as often as whom a message names, by the
 * badge of their unread mentions and by whoever changes their name.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('mentions', (t) => {
    t.bigInteger('message_id').notNullable().references('messages.id').onDelete('CASCADE');
    t.bigInteger('user_id').notNullable().references('users.id');
    // The message's, so that the index below finds a person's in one chat.
    t.bigInteger('chat_id').notNullable();
    // 0: one's own, or by somebody whom one had blocked by then.
    t.integer('notifies').notNullable();
    t.primary(['message_id', 'user_id']);
    t.index(['user_id', 'notifies', 'chat_id', 'message_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('mentions');
}
