import type { Knex } from 'knex';

/**
 * How a chat stands in a member's own list: archived as of a message (null: not), and marked as unread. The archive says as of what, so
 * that a message to thousands who have archived the chat brings it back to them without a write for each.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table members add column archived_after bigint');
  await knex.raw('alter table members add column marked_unread boolean not null default false');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table members drop column marked_unread');
  await knex.raw('alter table members drop column archived_after');
}
