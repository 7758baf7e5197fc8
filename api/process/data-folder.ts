import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from './config.ts';

/** What we keep there. A folder with other things in it is shared, and not ours to close. */
const ownNames = /^(holdline\.sqlite3|server\.lock|secret)/;
const othersMay = 0o077;
const sticky = 0o1000;

/**
 * The folder of the database and the secret: made for its owner alone, and closed to others where it was open to them and
 * holds nothing else. Returns a sentence where that could not be. Throws a ConfigError, one line, where there can be no folder.
 */
export function openDataFolder(dataDir: string): string | null {
  try {
    makeFolder(dataDir);
    const folder = statSync(dataDir);
    if ((folder.mode & othersMay) === 0) return null;
    const isOurs = readdirSync(dataDir).every((name) => ownNames.test(name)) && !(folder.mode & sticky);
    if (isOurs && tighten(dataDir, folder, 0o700)) return null;
    return `DATA_DIR (${dataDir}) can be opened by other users of this machine: chmod 700 it.`;
  } catch (error) {
    throw new ConfigError(`DATA_DIR (${dataDir}) ${folderProblem(error)}`);
  }
}

/** With its parents. Not by node's own `recursive`, which never ends where a folder's parent exists and still it can't be made. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Of several that start at once another one made it.
    if (codeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

/** Makes the file for its owner alone, and closes an older one to others. SQLite gives its -wal and -shm the same mode. */
export function openPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
    for (const each of [file, `${file}-wal`, `${file}-shm`]) {
      const stats = statSync(each, { throwIfNoEntry: false });
      if (stats) tighten(each, stats, 0o600);
    }
  } catch (error) {
    throw new ConfigError(`${file} ${fileProblem(error)}`);
  }
}

/** Whether nobody else may open it now. Only its owner can change that. */
function tighten(file: string, stats: Stats, mode: number): boolean {
  if ((stats.mode & othersMay) === 0) return true;
  if (process.getuid?.() !== stats.uid && process.getuid?.() !== 0) return false;
  chmodSync(file, mode);
  return true;
}

function folderProblem(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'is a file, or lies in one; it must be a folder';
  return `cannot be used as a folder: ${reasons[code] ?? code}`;
}

function fileProblem(error: unknown): string {
  const code = codeOf(error);
  return `cannot be opened: ${code === 'EISDIR' ? 'it is a folder' : (reasons[code] ?? code)}`;
}

const reasons: Record<string, string> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  ENOENT: 'its parent does not exist and cannot be made',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk fails',
};

export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'an unknown error';
}
