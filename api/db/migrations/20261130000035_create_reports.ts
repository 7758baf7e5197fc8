import type { Knex } from 'knex';

/**
 * What staff work with: messages that members reported, who has seen what was told to everyone, and accounts that may not log in. A report
 * holds nothing of its message, and goes with it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('reports', (t) => {
    t.bigIncrements('id');
    t.bigInteger('message_id').notNullable().references('messages.id').onDelete('CASCADE');
    t.bigInteger('reporter_id').notNullable().references('users.id');
    t.text('reason').notNullable();
    // The reporter's own words, and those of the staff to them.
    t.text('words').notNullable();
    t.text('answer').notNullable();
    t.bigInteger('created_at').notNullable();
    // Null, like who did it: still open.
    t.text('outcome');
    t.bigInteger('resolved_at');
    t.bigInteger('resolver_id').references('users.id');
    t.index(['message_id', 'reporter_id']);
    // One is open at most; what is reworded after it was resolved may be reported anew.
    t.unique(['message_id', 'reporter_id'], {
      indexName: 'reports_open_unique',
      useConstraint: false,
      predicate: knex.whereNull('resolved_at'),
    });
    t.index(['reporter_id', 'id']);
    t.index(['resolved_at', 'id']);
  });
  await knex.schema.createTable('broadcast_views', (t) => {
    t.bigInteger('message_id').notNullable().references('messages.id').onDelete('CASCADE');
    t.bigInteger('user_id').notNullable().references('users.id');
    t.bigInteger('seen_at').notNullable();
    t.primary(['message_id', 'user_id']);
    t.index(['user_id']);
    t.index(['seen_at']);
  });
  await knex.schema.alterTable('users', (t) => {
    t.bigInteger('disabled_at');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', (t) => {
    t.dropColumn('disabled_at');
  });
  await knex.schema.dropTable('broadcast_views');
  await knex.schema.dropTable('reports');
}
