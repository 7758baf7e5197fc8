import type { Knex } from 'knex';

/**
 * A message may have several images. Their ids keep their order: a column for it would stand behind the content, and SQLite walks through
 * the whole of that to read what stands behind it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('images', (t) => {
    t.index('message_id');
    t.dropUnique(['message_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('images', (t) => {
    t.unique('message_id');
    t.dropIndex('message_id');
  });
}
