import type { Knex } from 'knex';

/** Who reads the log for all nodes: one at a time for each purpose, who has it for how long, and how far all of it is done. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('log_readers', (t) => {
    t.text('name').primary();
    // Up to this event, included; null where nothing was done yet.
    t.bigInteger('position');
    t.text('leased_by');
    // By the clock of the database, in Unix milliseconds.
    t.bigInteger('leased_until').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('log_readers');
}
