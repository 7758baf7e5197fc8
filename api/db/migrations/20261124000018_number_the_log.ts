import type { Knex } from 'knex';
import { isPostgres } from '../dialect.ts';

/** The log gives its own numbers (log/head.ts): one row holds the last one, and goes on behind all that were ever given. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('log_head', (t) => {
    t.integer('id').primary();
    t.check('id = 1');
    t.bigInteger('head').notNullable();
  });
  await knex('log_head').insert({ id: 1, head: await lastGiven(knex) });
  if (!isPostgres(knex)) return;
  // A server of before, still running, would go on numbering by itself: it is to fail instead.
  await knex.raw('alter table events alter column id drop default');
  await knex.raw('drop sequence events_id_seq');
}

export async function down(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    await knex.raw('create sequence events_id_seq owned by events.id');
    await knex.raw("select setval('events_id_seq', head + 1, false) from log_head");
    await knex.raw("alter table events alter column id set default nextval('events_id_seq')");
  }
  await knex.schema.dropTable('log_head');
}

/** Also of events that are gone: a cursor may stand there. */
async function lastGiven(knex: Knex): Promise<number> {
  const given = isPostgres(knex)
    ? knex('events_id_seq').select(knex.raw('case when is_called then last_value else 0 end as last'))
    : knex('sqlite_sequence').where({ name: 'events' }).select('seq as last');
  const [row] = await given;
  return Number(row?.last ?? 0);
}
