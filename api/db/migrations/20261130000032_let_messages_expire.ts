import type { Knex } from 'knex';

/**
 * A chat may say after how long its messages disappear, and a message knows when it does. What has expired keeps its row, without its text, so
 * that its key is never used again; but a chat in which nothing lasts would soon be nothing else, so its history has an index of what
 * stands. The other one is of what is still to be erased: empty where nothing disappears.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table chats add column disappear_after bigint');
  await knex.raw('alter table messages add column expires_at bigint');
  await knex.raw(
    'create index messages_standing on messages (chat_id, id) where expires_at is null or text is not null',
  );
  await knex.raw(
    'create index messages_to_erase on messages (expires_at) where expires_at is not null and text is not null',
  );
  await knex.raw(
    'create index messages_expiring on messages (chat_id, expires_at) where expires_at is not null and text is not null',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index messages_expiring');
  await knex.raw('drop index messages_to_erase');
  await knex.raw('drop index messages_standing');
  await knex.raw('alter table messages drop column expires_at');
  await knex.raw('alter table chats drop column disappear_after');
}
