import type { Knex } from 'knex';
import { skeletonKeys } from '../name-skeleton.ts';

/**
 * Not unique: of people who looked alike before, each keeps the name, and from now on nobody else gets it. That two take one at
 * the same moment is ruled out by the only writer.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('name_skeletons', (t) => {
    t.text('skeleton').notNullable();
    t.bigInteger('user_id').notNullable().references('users.id').onDelete('CASCADE').index();
    t.primary(['skeleton', 'user_id']);
  });
  await fillIn(knex);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('name_skeletons');
}

/** Up to eight rows a person, and SQLite takes at most 500 rows in one statement. */
const batch = 60;

/** Never all people at once. Deleted ones have no name. */
async function fillIn(knex: Knex): Promise<void> {
  let last = 0;
  for (;;) {
    const users: { id: number; username: string; display_name: string }[] = await knex('users')
      .where('id', '>', last)
      .whereNull('deleted_at')
      .orderBy('id')
      .limit(batch)
      .select('id', 'username', 'display_name');
    if (users.length === 0) return;
    const rows = users.flatMap(({ id, username, display_name }) =>
      [...new Set([...skeletonKeys(username), ...skeletonKeys(display_name)])].map((skeleton) => ({
        user_id: id,
        skeleton,
      })),
    );
    await knex('name_skeletons').insert(rows);
    last = users.at(-1)?.id ?? last;
  }
}
