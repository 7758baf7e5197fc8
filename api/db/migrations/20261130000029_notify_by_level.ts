import type { Knex } from 'knex';

/** What of a chat draws a member's attention: all, what names them, or nothing. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table members add column notify text not null default 'all'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table members drop column notify');
}
