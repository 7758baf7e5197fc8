import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('invites', (t) => {
    t.text('code').primary();
    t.bigInteger('chat_id').notNullable().references('chats.id').onDelete('CASCADE').index();
    t.text('note').notNullable();
    // Null: never, and any number.
    t.bigInteger('expires_at');
    t.integer('max_uses');
    t.integer('uses').notNullable().defaultTo(0);
    t.bigInteger('created_at').notNullable();
    // The row stays, so that a withdrawn link can say what it was.
    t.bigInteger('withdrawn_at');
    t.check('max_uses is null or uses <= max_uses', {}, 'invites_within_max_uses');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('invites');
}
