import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('chats', (t) => {
    t.bigIncrements('id');
    t.text('uri').notNullable().unique();
    t.text('name').notNullable().defaultTo('');
    t.text('kind').notNullable().checkIn(['session', 'direct', 'public']);
    t.text('join_policy').notNullable().checkIn(['link', 'invite', 'closed']);
    // "<smaller user id>:<larger user id>": one private chat for each two people, whoever asks first.
    t.text('direct_key').unique();
    t.bigInteger('created_at').notNullable();
  });
  await knex.schema.createTable('members', (t) => {
    t.bigInteger('chat_id').notNullable().references('chats.id').onDelete('CASCADE');
    t.bigInteger('user_id').notNullable().references('users.id').onDelete('CASCADE').index();
    t.text('role').notNullable().checkIn(['owner', 'moderator', 'member']);
    t.bigInteger('joined_at').notNullable();
    t.bigInteger('read_message_id').notNullable().defaultTo(0);
    t.primary(['chat_id', 'user_id']);
  });
  // A chat has one owner at most, whatever happens at the same moment.
  await knex.raw("create unique index members_one_owner on members (chat_id) where role = 'owner'");
  await knex.schema.createTable('bans', (t) => {
    t.bigInteger('chat_id').notNullable().references('chats.id').onDelete('CASCADE');
    t.bigInteger('user_id').notNullable().references('users.id').onDelete('CASCADE').index();
    t.bigInteger('created_at').notNullable();
    t.primary(['chat_id', 'user_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('bans');
  await knex.schema.dropTable('members');
  await knex.schema.dropTable('chats');
}
