import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { customAlphabet } from 'nanoid';

/** Whoever read a copy of the database could come in by every invite. Codes given out before keep working: their hashes are known. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('hashed_invites', (t) => {
    t.text('id').notNullable().unique({ indexName: 'invites_public_id' });
    t.text('code_hash').primary();
    columns(t, 'invites_of_chat');
    t.check('max_uses is null or uses <= max_uses', {}, 'invites_uses_up_to_max');
  });
  await copy(knex, 'hashed_invites', ({ code, ...rest }) => ({
    ...rest,
    id: newId(),
    code_hash: createHash('sha256').update(code).digest('base64url'),
  }));
  await knex.schema.dropTable('invites');
  await knex.schema.renameTable('hashed_invites', 'invites');
}

/** The codes are gone for good; the rows stay, for their notes and uses. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.renameTable('invites', 'hashed_invites');
  await knex.schema.createTable('invites', (t) => {
    t.text('code').primary();
    columns(t, 'invites_chat_id_index');
    t.check('max_uses is null or uses <= max_uses', {}, 'invites_within_max_uses');
  });
  await copy(knex, 'invites', ({ id, code_hash: _, ...rest }) => ({ ...rest, code: id }), 'hashed_invites');
  await knex.schema.dropTable('hashed_invites');
}

const newId = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 12);

function columns(t: Knex.CreateTableBuilder, chatIndex: string): void {
  t.bigInteger('chat_id').notNullable().references('chats.id').onDelete('CASCADE').index(chatIndex);
  t.text('note').notNullable();
  t.bigInteger('expires_at');
  t.integer('max_uses');
  t.integer('uses').notNullable().defaultTo(0);
  t.bigInteger('created_at').notNullable();
  t.bigInteger('withdrawn_at');
}

interface Row {
  id: string;
  code: string;
  code_hash: string;
}

/** Nine columns a row: as many as both databases take in one statement. */
const batch = 60;

/** Never all at once; in the order of the key, which both tables have. */
async function copy(knex: Knex, to: string, change: (row: Row) => object, from = 'invites'): Promise<void> {
  const key = from === 'invites' ? 'code' : 'code_hash';
  let last = '';
  for (;;) {
    const rows: Row[] = await knex(from).where(key, '>', last).orderBy(key).limit(batch);
    if (rows.length === 0) return;
    await knex(to).insert(rows.map(change));
    last = rows.at(-1)?.[key] ?? last;
  }
}
