import type { Knex } from 'knex';

/** Times are Unix milliseconds in bigint columns throughout. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('users', (t) => {
    t.bigIncrements('id');
    t.text('username').notNullable();
    // Lower-cased forms carry the uniqueness; a deleted user gives both up.
    t.text('username_key').unique();
    t.text('display_name').notNullable();
    t.text('display_name_key').unique();
    t.text('email').notNullable().defaultTo('');
    t.text('password_hash');
    t.integer('avatar').notNullable();
    t.boolean('is_guest').notNullable().defaultTo(false);
    t.boolean('is_staff').notNullable().defaultTo(false);
    // Tokens carry the epoch they were made in; raising it ends them all.
    t.integer('token_epoch').notNullable().defaultTo(0);
    // The one token that outlives a change of password: the one it was made with.
    t.text('spared_token_id');
    t.bigInteger('created_at').notNullable();
    // Of the last poll, written down about once a minute.
    t.bigInteger('seen_at');
    t.bigInteger('deleted_at');
  });
  await knex.schema.createTable('revoked_tokens', (t) => {
    t.text('token_id').primary();
    t.bigInteger('user_id').notNullable().references('users.id').onDelete('CASCADE').index();
    t.bigInteger('expires_at').notNullable().index();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('revoked_tokens');
  await knex.schema.dropTable('users');
}
