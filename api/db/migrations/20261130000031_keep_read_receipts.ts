import type { Knex } from 'knex';

/** Whether others may learn up to where somebody has read. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table users add column read_receipts boolean not null default true');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table users drop column read_receipts');
}
