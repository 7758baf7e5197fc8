import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('images', (t) => {
    t.bigIncrements('id');
    t.text('name').notNullable().unique();
    t.bigInteger('message_id').notNullable().unique().references('messages.id').onDelete('CASCADE');
    t.integer('width').notNullable();
    t.integer('height').notNullable();
    t.integer('bytes').notNullable();
    t.bigInteger('created_at').notNullable();
    // Last, because SQLite walks through a row: what stands before them is read without touching their pages.
    t.binary('thumbnail').notNullable();
    t.binary('content').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('images');
}
