import type { Knex } from 'knex';

/** Events for everyone are few among those of chats; whoever comes back after long finds them without reading all others. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index events_for_everyone on events (id) where audience = '*'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index events_for_everyone');
}
