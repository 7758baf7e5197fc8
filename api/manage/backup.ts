import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { deleteChats } from '../chats/queries.ts';
import { openDatabase, sqliteFile } from '../db/connection.ts';
import { renewDatabaseId } from '../db/database-id.ts';
import {
  becomeAnother,
  type Contents,
  changeCopy,
  copyDatabase,
  inspectCopy,
  sizeOfCopy,
} from '../db/sqlite/copies.ts';
import { listExpired } from '../messages/expiry/queries.ts';
import { eraseAll } from '../messages/take-back.ts';
import type { Config } from '../process/config.ts';
import { codeOf, openDataFolder } from '../process/data-folder.ts';
import { lockForServer } from '../process/server-lock.ts';
import { pieceSize } from '../process/work-in-pieces.ts';
import { besides, madeWhole } from './made-whole.ts';
import { ManageError } from './manage-error.ts';
import { megabytes, type Screen, showGrowth } from './progress.ts';

/** What the commands about whole databases need; they open the database themselves, or make one. */
export interface Place {
  config: Pick<Config, 'dataDir' | 'databaseUrl'>;
  screen: Screen;
}

/** Beside a running server: a file with all of the database as of one moment, checked. Resolves with the lines to print. */
export async function backUp({ config, screen }: Place, file: string): Promise<string[]> {
  if (config.databaseUrl)
    throw new ManageError(
      `PostgreSQL's own tools do it: pg_dump --format=custom --file=${quotedForShell(file)} "$DATABASE_URL"`,
    );
  const database = sqliteFile(config.dataDir);
  if (!existsSync(database)) throw new ManageError(`There is no database in DATA_DIR (${config.dataDir}).`);
  if (existsSync(file)) throw new ManageError(`${file} is there already; name a file that is not.`);
  return madeWhole(file, async (part) => {
    const total = await sizeOfCopy(database);
    await showGrowth(screen, { file: part, total, what: 'Backing up' }, copyDatabase(database, part));
    await changeCopy(part, async (trx) => {
      await forgetEnded(trx);
      await forgetExpired(trx, Date.now());
    });
    const contents = await checked(part, file);
    return [
      `${file} holds ${described(contents)}; ${megabytes((await stat(part)).size)}, checked.`,
      'The key that signs the tokens is not in it: keep SECRET_KEY, or the secret in DATA_DIR, in another place.',
    ];
  });
}

/** Into a folder without a database, on which no server runs. What it makes is another database, to which old cursors are foreign. */
export async function restore({ config, screen }: Place, file: string): Promise<string[]> {
  if (config.databaseUrl)
    throw new ManageError(
      `PostgreSQL's own tools do it: pg_restore --no-owner --dbname="$DATABASE_URL" ${quotedForShell(file)}, then npm run manage -- restored`,
    );
  if (!existsSync(file)) throw new ManageError(`There is no file ${file}.`);
  openDataFolder(config.dataDir);
  const lock = await lockForServer(config.dataDir);
  try {
    const database = sqliteFile(config.dataDir);
    if (existsSync(database))
      throw new ManageError(
        `DATA_DIR (${config.dataDir}) has a database already; name a folder without one.`,
      );
    // SQLite would take them for the new one's, and write what they hold into it.
    const left = besides(database).find((each) => existsSync(each));
    if (left) throw new ManageError(`${left} is left of another database; move it away first.`);
    return await madeWhole(database, async (part) => {
      const total = (await stat(file)).size;
      await showGrowth(screen, { file: part, total, what: 'Restoring' }, copyFile(file, part));
      const contents = await checked(part, file);
      await becomeAnother(part);
      return [
        `Restored ${described(contents)}.`,
        'Who was logged in stays so where the key that signs the tokens is the same; pages load their chats anew.',
      ];
    });
  } finally {
    await lock.release();
  }
}

/** For a database that other tools have brought back, while no server runs on it. */
export async function noteRestored({ config }: Place): Promise<string[]> {
  const lock = config.databaseUrl ? null : await lockForServer(config.dataDir);
  const db = openDatabase(config);
  try {
    await db.migrate();
    await db.transaction(renewDatabaseId);
    return [
      'It counts as another database from now on: cursors from before are refused, and pages load anew.',
    ];
  } finally {
    await db.close();
    await lock?.release();
  }
}

/** Chats that have ended and are still being erased: whoever is in them hears of it by loading anew, as everybody does after a restore. */
async function forgetEnded(trx: Knex.Transaction): Promise<void> {
  // The backup may be made before an upgrade.
  if (!(await trx.schema.hasColumn('chats', 'erase_at'))) return;
  await deleteChats(trx, await trx('chats').whereNotNull('erase_at').pluck('id'));
}

/** What has disappeared and is still to be erased: the server does not run, or is about to. */
async function forgetExpired(trx: Knex.Transaction, nowMs: number): Promise<void> {
  if (!(await trx.schema.hasColumn('messages', 'expires_at'))) return;
  // Those that may repeat it know when that is.
  const forgetRepeated = async () => {};
  if (await trx.schema.hasColumn('hook_attempts', 'answer_expires_at'))
    await trx('hook_attempts')
      .where('answer_expires_at', '<=', nowMs)
      .update({ answer: null, answer_expires_at: null });
  for (;;) {
    const expired = await listExpired(trx, nowMs, pieceSize);
    if (expired.length === 0) return;
    await eraseAll(
      { trx, nowMs, forgetRepeated },
      expired.map(({ id }) => id),
    );
  }
}

async function copyFile(from: string, to: string): Promise<void> {
  try {
    await pipeline(createReadStream(from), createWriteStream(to, { flags: 'r+' }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === 'write') throw error;
    throw new ManageError(`${from} cannot be read (${codeOf(error)}).`);
  }
}

async function checked(part: string, file: string): Promise<Contents> {
  const contents = await inspectCopy(part);
  if (contents) return contents;
  throw new ManageError(`${file} is damaged, or no database of Holdline's; nothing was changed.`);
}

function described({ users, chats, messages, lastAt }: Contents): string {
  const until = lastAt === null ? '' : `, until ${new Date(lastAt).toISOString()}`;
  return `${users} people, ${chats} chats and ${messages} messages${until}`;
}

function quotedForShell(file: string): string {
  return `'${file.replaceAll("'", `'\\''`)}'`;
}
