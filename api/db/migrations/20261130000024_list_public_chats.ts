import type { Knex } from 'knex';

/**
 * The list of public chats, in its order, and how many they are, without a look at all the others: a server has a few of those and may have a
 * million chats, all of which were read and put in order for each page.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `create index chats_public on chats ((case when uri = 'lobby' then 0 else 1 end), id desc)
       where kind = 'public' and erase_at is null`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index chats_public');
}
