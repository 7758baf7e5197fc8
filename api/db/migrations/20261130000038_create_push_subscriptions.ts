import type { Knex } from 'knex';

/**
 * The devices to which somebody wants to be told of messages while no page is open, each a part of a log-in. What is kept is of no use
 * to others: a push service takes for a device only what is signed by the key that the device was told, which is made of our secret.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('push_subscriptions', (t) => {
    t.bigIncrements('id');
    t.bigInteger('user_id').notNullable().references('users.id');
    t.text('family_id').notNullable();
    // Of the token that asked for it: with the family it says whether that log-in still works.
    t.integer('token_epoch').notNullable();
    // When that token expires, in Unix milliseconds, where the family has no row that knows it better.
    t.bigInteger('expires_at').notNullable().index();
    t.text('endpoint').notNullable().unique();
    t.text('p256dh').notNullable();
    t.text('auth').notNullable();
    t.bigInteger('created_at').notNullable();
    t.index(['user_id', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('push_subscriptions');
}
