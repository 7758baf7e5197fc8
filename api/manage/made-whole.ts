import { closeSync, openSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../process/data-folder.ts';
import { ManageError } from './manage-error.ts';

/** What SQLite keeps beside a file of its own. */
export const besides = (file: string) => ['-wal', '-shm', '-journal'].map((ending) => file + ending);

/** The file is there when all of it is, on disk, or not at all. Whatever else has its name, or the part's, is left alone. */
export async function madeWhole<T>(file: string, make: (part: string) => Promise<T>): Promise<T> {
  const part = `${file}.part`;
  claim(part);
  try {
    const made = await make(part);
    await sync(part);
    await rename(part, file);
    await sync(path.dirname(file));
    return made;
  } catch (error) {
    for (const each of [part, ...besides(part)]) await rm(each, { force: true });
    const code = codeOf(error);
    if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code))
      throw new ManageError(`The disk of ${file} is full.`);
    throw error;
  }
}

function claim(part: string): void {
  try {
    closeSync(openSync(part, 'wx', 0o600));
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'EEXIST') throw new ManageError(`${part} cannot be written (${code}).`);
    throw new ManageError(
      `${part} is there: another command is at work on it, or was broken off; remove it then.`,
    );
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
