import type { Knex } from 'knex';
import { nanoid } from 'nanoid';
import type { Database } from './database.ts';

interface MetaRow {
  key: string;
  value: string;
}

/** Given to a database by its first migration. Cursors, ETags and what goes over a bus that others use too are of one database. */
export async function readDatabaseId({ read }: Database): Promise<string> {
  return (await find(read, 'database_id')) ?? '';
}

/** What the tokens of this database name: its first id, also after it was restored, or all guests would be lost with it. */
export async function readTokenAudience(db: Database): Promise<string> {
  return (await find(db.read, 'token_audience')) ?? readDatabaseId(db);
}

/**
 * For a database that goes on from an earlier moment: its log gives numbers that the lost one has given to other events, so it becomes
 * another one, and a cursor from before is refused instead of passing over them. Tokens stay good.
 */
export async function renewDatabaseId(trx: Knex): Promise<void> {
  const audience = (await find(trx, 'token_audience')) ?? (await find(trx, 'database_id')) ?? '';
  await trx<MetaRow>('meta').insert({ key: 'token_audience', value: audience }).onConflict('key').ignore();
  await trx<MetaRow>('meta')
    .where({ key: 'database_id' })
    .update({ value: nanoid(8) });
}

async function find(db: Knex, key: string): Promise<string | undefined> {
  return (await db<MetaRow>('meta').where({ key }).first())?.value;
}
