import type { Knex } from 'knex';

/**
 * What a chat is about, and what of it is pinned. A pin is in the row of its message, so that it goes with the words, costs a page of history
 * no statement, and nothing where nothing is pinned: both indexes hold pinned messages alone. No foreign key: rows of people stay.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table chats add column topic text');
  await knex.raw('alter table messages add column pinned_at bigint');
  await knex.raw('alter table messages add column pinned_by_id bigint');
  await knex.raw('create index messages_pinned on messages (chat_id, pinned_at) where pinned_at is not null');
  await knex.raw(
    'create index messages_pinned_by on messages (pinned_by_id, chat_id) where pinned_by_id is not null',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index messages_pinned_by');
  await knex.raw('drop index messages_pinned');
  await knex.raw('alter table messages drop column pinned_by_id');
  await knex.raw('alter table messages drop column pinned_at');
  await knex.raw('alter table chats drop column topic');
}
