import type { Knex } from 'knex';
import { isPostgres } from '../dialect.ts';

/**
 * How an answer to a hook begins is kept as long as all that it may repeat stands: a message by its id, a person by the negative of theirs. What was kept
 * before names nothing of that, and is forgotten.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table hook_attempts drop column answer');
  await knex.raw('alter table hook_attempts add column answer text');
  // Until when it may be shown, where something in it disappears.
  await knex.raw('alter table hook_attempts add column answer_expires_at bigint');
  await knex.schema.createTable('hook_answer_sources', (t) => {
    t.bigInteger('bot_id').notNullable();
    t.bigInteger('slot').notNullable();
    t.bigInteger('source').notNullable();
    t.primary(['bot_id', 'slot', 'source']);
    t.foreign(['bot_id', 'slot']).references(['bot_id', 'slot']).inTable('hook_attempts').onDelete('CASCADE');
    t.index(['source']);
  });
  // As of all that is erased: it is gone from the file when it is vacuumed.
  if (isPostgres(knex))
    await knex.raw('alter table hook_attempts set (autovacuum_vacuum_scale_factor = 0.01)');
}

export async function down(knex: Knex): Promise<void> {
  if (isPostgres(knex)) await knex.raw('alter table hook_attempts reset (autovacuum_vacuum_scale_factor)');
  await knex.schema.dropTable('hook_answer_sources');
  await knex.raw('alter table hook_attempts drop column answer_expires_at');
  await knex.raw('alter table hook_attempts drop column answer');
  await knex.raw("alter table hook_attempts add column answer text not null default ''");
}
