import type { Knex } from 'knex';

/**
 * Set: the chat has ended, nobody finds it any more, and its rows are to be erased by whichever node comes after that time (Unix
 * milliseconds), which sets it anew with each piece.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table chats add column erase_at bigint');
  await knex.raw('create index chats_erase_at on chats (erase_at) where erase_at is not null');
}

export async function down(knex: Knex): Promise<void> {
  // The version of before would show them.
  await knex('chats').whereNotNull('erase_at').delete();
  await knex.raw('drop index chats_erase_at');
  await knex.raw('alter table chats drop column erase_at');
}
