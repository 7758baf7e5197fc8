import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { ConfigError } from './config.ts';
import { codeOf } from './data-folder.ts';

/** What is accepted of a file: no shorter than a SECRET_KEY, and nothing that a broken disk or editor leaves. */
const wellFormed = /^[\x21-\x7e]{32,1000}$/;

/**
 * The secret that signs tokens: kept in the data folder, readable by its owner alone, made at the first start. Of two
 * processes that start at once, one makes it and both read it. Throws a ConfigError for a file that holds no secret: an empty
 * one, taken as the key, would let anybody sign.
 */
export function loadSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  const secret = read(file) ?? make(file);
  if (wellFormed.test(secret)) return secret;
  throw new ConfigError(
    `${file} holds no secret of at least 32 characters. Put the right one back from a backup; if there is none, remove the file: everyone has to log in again, and guests are lost`,
  );
}

/** Whether one was made before. */
export function hasSecret(dataDir: string): boolean {
  return existsSync(path.join(dataDir, 'secret'));
}

/** Null when there is no such file. */
function read(file: string): string | null {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    chmodSync(file, 0o600);
    return secret;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new ConfigError(`${file} cannot be read: ${codeOf(error)}`);
  }
}

/** Under its name only when all of it is on the disk, and never over one that is there. */
function make(file: string): string {
  const unfinished = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    writeWhole(unfinished, randomBytes(48).toString('base64url'));
    claimName(unfinished, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    throw new ConfigError(`${file} cannot be written: ${codeOf(error)}`);
  } finally {
    remove(unfinished);
  }
  return read(file) ?? '';
}

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A link, because renaming would replace what another process has put there meanwhile. */
function claimName(unfinished: string, file: string): void {
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** So that the name survives a power cut too. Not every system can. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    // It was never made; anything else leaves a file that nobody reads.
    if (codeOf(error) !== 'ENOENT') return;
  }
}
