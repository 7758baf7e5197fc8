import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('blocks', (t) => {
    t.bigInteger('blocker_id').notNullable().references('users.id').onDelete('CASCADE');
    t.bigInteger('blocked_id').notNullable().references('users.id').onDelete('CASCADE').index();
    t.bigInteger('created_at').notNullable();
    t.primary(['blocker_id', 'blocked_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('blocks');
}
