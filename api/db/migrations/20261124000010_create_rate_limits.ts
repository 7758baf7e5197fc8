import type { Knex } from 'knex';
import { isPostgres } from '../dialect.ts';

/** As rate-limiter-flexible asks for it. Where there is one process it counts in memory, so SQLite needs none. */
export async function up(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) return;
  // Unlogged: a crash may forget these, and nobody has to wait for a disk to be told that a password is wrong.
  await knex.raw(
    'create unlogged table rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint)',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('rate_limits');
}
