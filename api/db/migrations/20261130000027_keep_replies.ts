import type { Knex } from 'knex';

/**
 * Which message a message answers. No foreign key: messages are erased with their chat alone, many at once, and to look for the answers
 * of each would need an index that nothing else asks for.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table messages add column reply_to_id bigint');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table messages drop column reply_to_id');
}
