import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { project } from '../support/sources.ts';
import { releasesFolder } from './folders.ts';

const folder = path.join(project, 'api/db/migrations');

/** The SHA-256 of each migration's file, by its name. */
export function hashMigrations(): Record<string, string> {
  const names = readdirSync(folder).filter((name) => /^\d+_/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, hashOf(readMigration(name))]));
}

/** Of the migrations that a release had, empty where nothing is kept of them. */
export function readHashes(release: string): Record<string, string> {
  const file = path.join(releasesFolder, release, 'migrations.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Those that take something away, by a look at what they say: nodes of before may still ask for it. */
export function contracting(names: string[]): string[] {
  return names.filter((name) => {
    const [up = ''] = readMigration(name).split(/^export async function down/m);
    return /\b(drop|rename)(\w|\b)|\balter (table \w+ )?alter\b/i.test(up);
  });
}

function readMigration(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
