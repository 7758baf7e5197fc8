import type { Knex } from 'knex';

/** What a username looked like that somebody has given up. Nobody else gets it, or would be whispered what was meant for them. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('name_skeletons', (t) => {
    t.boolean('is_former').notNullable().defaultTo(false);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('name_skeletons', (t) => {
    t.dropColumn('is_former');
  });
}
