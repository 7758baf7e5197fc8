import type { Knex } from 'knex';

/** Whose mailbox an account has shown to be its own, by a digest (users/mailbox.ts). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', (t) => {
    t.string('confirmed_email_digest', 43).nullable();
  });
  await knex.schema.alterTable('users', (t) => {
    t.index('confirmed_email_digest', 'users_confirmed_email_digest_index', {
      predicate: knex.whereNotNull('confirmed_email_digest'),
    });
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', (t) => {
    t.dropIndex('confirmed_email_digest', 'users_confirmed_email_digest_index');
  });
  await knex.schema.alterTable('users', (t) => {
    t.dropColumn('confirmed_email_digest');
  });
}
