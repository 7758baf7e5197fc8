import type { Knex } from 'knex';

/**
 * A log-in and all tokens that came of it by refreshing. There is a row from the first refresh on, or from the log-out:
 * a family without one has but the token that it began with.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('token_families', (t) => {
    // The id of its first token, also of those that were made before there were families.
    t.text('id').primary();
    t.bigInteger('user_id').notNullable().references('users.id').onDelete('CASCADE').index();
    // The one that works; null: logged out.
    t.text('token_id');
    // The one before it, and since when: it works for a minute more.
    t.text('replaced_token_id');
    t.bigInteger('replaced_at');
    // When the last of its tokens expires, and the row has nothing more to say.
    t.bigInteger('expires_at').notNullable().index();
  });
  await knex.raw(
    'insert into token_families (id, user_id, expires_at) select token_id, user_id, expires_at from revoked_tokens',
  );
  await knex.schema.dropTable('revoked_tokens');
  await knex.raw('alter table users rename column spared_token_id to spared_family_id');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table users rename column spared_family_id to spared_token_id');
  await knex.schema.createTable('revoked_tokens', (t) => {
    t.text('token_id').primary();
    t.bigInteger('user_id').notNullable().references('users.id').onDelete('CASCADE').index();
    t.bigInteger('expires_at').notNullable().index();
  });
  // Of a family that goes on, what was replaced stays ended; what took its place is not known by its first token.
  await knex.raw(`insert into revoked_tokens (token_id, user_id, expires_at)
    select id, user_id, expires_at from token_families where token_id is null or token_id <> id`);
  await knex.schema.dropTable('token_families');
}
