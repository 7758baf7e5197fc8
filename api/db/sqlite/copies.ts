import type { Knex } from 'knex';
import knex from 'knex';
import sqlite3 from 'sqlite3';
import { renewDatabaseId } from '../database-id.ts';
import { quietKnex } from '../quiet-knex.ts';
import { takeOutLeftovers } from './search-index.ts';

/** What a copy of a database holds, for the person who wonders whether it is the right one. */
export interface Contents {
  users: number;
  chats: number;
  messages: number;
  /** When the last thing in it happened; null when nothing has. */
  lastAt: number | null;
}

/** How many bytes a copy will have, about. */
export function sizeOfCopy(file: string): Promise<number> {
  return withFile(file, async (db) => {
    const [{ size }] = await db.raw(
      `select (page_count - freelist_count) * page_size as size
       from pragma_page_count(), pragma_freelist_count(), pragma_page_size()`,
    );
    return size;
  });
}

/**
 * All of the database as of one moment, while others go on reading and writing it, without the pages in which nothing is any more. `copy` must be empty or absent, and
 * is not yet safe from a power cut when this resolves.
 */
export async function copyDatabase(file: string, copy: string): Promise<void> {
  await withFile(file, (db) => db.raw('VACUUM INTO ?', [copy]));
}

/** Reads all of a file and tells what is in it. Null when it is damaged, or is no database of Holdline's. */
export async function inspectCopy(copy: string): Promise<Contents | null> {
  try {
    return await withFile(copy, async (db) => {
      const [{ integrity_check: verdict }] = await db.raw('PRAGMA integrity_check(1)');
      return verdict === 'ok' ? readContents(db) : null;
    });
  } catch (error) {
    if (isNoDatabaseOfOurs(error)) return null;
    throw error;
  }
}

/** Changes a copy. What is deleted by it, or was before and is still in the search index, is in none of its bytes. */
export async function changeCopy(
  copy: string,
  work: (trx: Knex.Transaction) => Promise<void>,
): Promise<void> {
  await withFile(copy, async (db) => {
    for (const pragma of ['secure_delete', 'foreign_keys']) await db.raw(`PRAGMA ${pragma} = ON`);
    await db.transaction(work);
    await takeOutLeftovers(db);
  });
}

/** Makes of a copy another database (`renewDatabaseId`). */
export async function becomeAnother(copy: string): Promise<void> {
  await withFile(copy, (db) => db.transaction(renewDatabaseId));
}

async function readContents(db: Knex): Promise<Contents> {
  const [row] = await db.raw(
    `select (select count(*) from users) as users, (select count(*) from chats) as chats,
       (select count(*) from messages) as messages, (select max(created_at) from events) as last_at
     from meta where key = 'database_id'`,
  );
  const { users, chats, messages, last_at: lastAt } = row;
  return { users, chats, messages, lastAt };
}

/** Never makes a file. */
async function withFile<T>(filename: string, work: (db: Knex) => Promise<T>): Promise<T> {
  const connection = { filename, flags: ['OPEN_READWRITE'] };
  const db = knex({ ...quietKnex, client: 'sqlite3', connection, useNullAsDefault: true });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** It is something else, damaged, or lacks a table that ours have. */
function isNoDatabaseOfOurs(error: unknown): boolean {
  const { errno } = Object(error);
  return [sqlite3.NOTADB, sqlite3.CORRUPT, sqlite3.ERROR].includes(errno);
}
