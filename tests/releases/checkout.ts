import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { declaredDocument } from '../support/declared-routes.ts';
import { project } from '../support/sources.ts';
import { releasesFolder } from './folders.ts';
import { contracting, hashMigrations, readHashes } from './migrations.ts';
import { type Checkout, lastOf } from './plan.ts';
import { compareSurfaces, surfaceOf } from './surface.ts';

export const read = (name: string) => readFileSync(path.join(project, name), 'utf8');

export function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: project, encoding: 'utf8' }).trim();
}

/** The checkout as it lies here, beside the last release. */
export async function readCheckout(): Promise<Checkout> {
  const released = linesOf(git('tag', '--list', 'v*')).map((tag) => tag.slice(1));
  const last = lastOf(released)?.join('.') ?? null;
  const hashes = hashMigrations();
  const before = last === null ? {} : readHashes(last);
  const migrations = Object.keys(hashes).filter((name) => !(name in before));
  const lock = JSON.parse(read('package-lock.json'));
  const surface = surfaceOf(await declaredDocument());
  return {
    branch: git('branch', '--show-current'),
    changed: linesOf(git('status', '--porcelain')),
    released,
    changelog: read('CHANGELOG.md'),
    package: JSON.parse(read('package.json')),
    locked: lock.packages[''],
    migrations,
    // The first release has none before it whose nodes could still run.
    contractions: last === null ? [] : contracting(migrations),
    rewritten: Object.keys(before).filter((name) => hashes[name] !== before[name]),
    surface: compareSurfaces(last === null ? surface : readSurface(last), surface),
  };
}

function readSurface(release: string): string[] {
  return linesOf(gunzipSync(readFileSync(path.join(releasesFolder, release, 'surface.txt.gz'))).toString());
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
