import type { Knex } from 'knex';

/**
 * Addresses that are told what happens in a chat, as a bot there sees it: one for each bot, gone with its membership. Of what signs there is only what it
 * is made of together with the secret of the server. Of the tries the last hundred are kept, in as many places that are used in turn.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('hooks', (t) => {
    t.bigInteger('bot_id').primary();
    t.bigInteger('chat_id').notNullable();
    t.text('url').notNullable();
    // Who has it lead there. It is paused when they do not run the chat any more.
    t.bigInteger('set_by_id').notNullable();
    // Names of events, with spaces between.
    t.text('event_types').notNullable();
    t.text('secret_id').notNullable();
    // By which a secret of another key of the server is known.
    t.text('secret_hash').notNullable();
    // Signs as well, for a day after it was replaced.
    t.text('former_secret_id');
    t.bigInteger('former_until');
    // Up to where all is delivered.
    t.text('cursor').notNullable();
    // Of the event that is being tried: since when, how often, and when again. Null: none has failed.
    t.bigInteger('failing_since');
    t.bigInteger('tries').notNullable();
    t.bigInteger('next_try_at');
    t.text('paused_by');
    // Of all events.
    t.bigInteger('attempts').notNullable();
    t.bigInteger('created_at').notNullable();
    t.foreign(['chat_id', 'bot_id'])
      .references(['chat_id', 'user_id'])
      .inTable('members')
      .onDelete('CASCADE');
    t.index(['chat_id', 'bot_id']);
  });
  await knex.schema.createTable('hook_attempts', (t) => {
    t.bigInteger('bot_id').notNullable().references('hooks.bot_id').onDelete('CASCADE');
    t.bigInteger('slot').notNullable();
    t.bigInteger('number').notNullable();
    t.text('event').notNullable();
    t.text('event_type').notNullable();
    t.bigInteger('at').notNullable();
    t.bigInteger('ms').notNullable();
    t.bigInteger('status');
    t.text('problem');
    t.text('answer').notNullable();
    t.primary(['bot_id', 'slot']);
  });
  // Which events of reactions bots have caused, as nothing else in them says who did.
  await knex.schema.createTable('bot_reactions', (t) => {
    t.bigInteger('event_id').primary();
    t.bigInteger('created_at').notNullable().index();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('bot_reactions');
  await knex.schema.dropTable('hook_attempts');
  await knex.schema.dropTable('hooks');
}
