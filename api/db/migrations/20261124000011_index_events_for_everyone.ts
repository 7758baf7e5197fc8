import type { Knex } from 'knex';

/** What is for everyone is found among millions of events without reading them: a broadcast is seen by who is in no chat. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index events_everyone on events (id) where audience = '*'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index events_everyone');
}
