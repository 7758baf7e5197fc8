import type { Knex } from 'knex';
import { isPostgres } from '../dialect.ts';

/**
 * Programs that are in one chat each, as users of their own. The database holds of a key nothing that opens a chat. The row of one that
 * was removed stays, with neither name nor key: what it said is no mood of people's.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table users add column is_bot boolean not null default false');
  await allowRoles(knex, ['owner', 'moderator', 'member', 'bot']);
  await knex.schema.createTable('bots', (t) => {
    t.bigInteger('user_id').primary().references('users.id').onDelete('CASCADE');
    t.bigInteger('chat_id').notNullable().references('chats.id').onDelete('CASCADE');
    t.bigInteger('made_by_id').notNullable().references('users.id').onDelete('CASCADE').index();
    // Null once it was removed.
    t.text('name_key');
    // Null also when who was given the key does not run the chat any more.
    t.text('key_hash').unique();
    t.bigInteger('key_by_id').references('users.id').onDelete('SET NULL').index();
    t.bigInteger('created_at').notNullable();
    t.unique(['chat_id', 'name_key']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex('members').where({ role: 'bot' }).delete();
  await knex.schema.dropTable('bots');
  await allowRoles(knex, ['owner', 'moderator', 'member']);
  await knex.raw('alter table users drop column is_bot');
}

async function allowRoles(knex: Knex, roles: string[]): Promise<void> {
  const check = `check (role in (${roles.map((role) => `'${role}'`).join(', ')}))`;
  if (isPostgres(knex)) {
    await knex.raw(
      `alter table members drop constraint members_role_check, add constraint members_role_check ${check}`,
    );
    return;
  }
  // SQLite drops a column's condition with its column alone, and a column of which no index speaks.
  for (const index of Object.keys(indexes)) await knex.raw(`drop index ${index}`);
  await knex.raw('alter table members rename column role to former_role');
  await knex.raw(`alter table members add column role text not null default 'member' ${check}`);
  await knex.raw('update members set role = former_role');
  await knex.raw('alter table members drop column former_role');
  for (const [index, columns] of Object.entries(indexes))
    await knex.raw(`create ${columns.replace('index', `index ${index}`)}`);
}

/** As the migrations before have made them. */
const indexes = {
  members_one_owner: "unique index on members (chat_id) where role = 'owner'",
  members_by_place:
    "index on members (chat_id, (case when role = 'owner' then 0 else 1 end), joined_at, user_id, role)",
  members_moderators: "index on members (chat_id, joined_at, user_id) where role = 'moderator'",
};
