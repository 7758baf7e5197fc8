import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFastFolder } from './fast-folder.ts';
import { type Account, findBinaries, handOver, unprivilegedAccount } from './postgres-binaries.ts';
import { until } from './until.ts';

export interface Postgres {
  /** Of the database `postgres`; other databases differ in the path alone. */
  url: string;
  /** Ends it as a crash would, in the middle of whatever it does: what was not written ahead is lost. */
  crash(): Promise<void>;
  /** Starts it again on the same data; resolves when it accepts connections. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

interface PostgresOptions {
  /**
   * As in production: waits for the disk at every commit, and knows how its tables are filled, here within a second. Off by default: the
   * data outlives no test run anyway.
   */
  durable?: boolean;
}

const startMs = 30_000;
const stopMs = 20_000;

/**
 * Starts a real PostgreSQL with an empty data folder of its own, reachable by a unix socket that only this user can
 * enter: no port to collide, no password to leak. When this process goes away, by whatever signal, the server and
 * its folder go too.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const account = unprivilegedAccount();
  const folder = options.durable
    ? mkdtempSync(path.join(tmpdir(), 'holdline-pg-'))
    : makeFastFolder('holdline-pg-');
  try {
    handOver(folder, account);
    const binaries = findBinaries(folder, account);
    initialise({ binaries, folder, account });
    const keeper = launch({ binaries, folder, account, durable: options.durable ?? false });
    await waitUntilReady(keeper, folder);
    const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
    return {
      url,
      async crash() {
        const pid = Number.parseInt(readFileSync(`${folder}/data/postmaster.pid`, 'utf8'), 10);
        // To all of its processes: by kill -9 it would leave some, and would not start beside them.
        process.kill(pid, 'SIGQUIT');
        const isGone = () => !existsSync(`${folder}/data/postmaster.pid`);
        await until(isGone, { what: 'PostgreSQL has crashed', deadlineMs: stopMs });
      },
      async revive() {
        truncateSync(logFile(folder));
        keeper.stdin?.write('start\n');
        await waitUntilReady(keeper, folder);
      },
      stop: () => stop(keeper),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Place {
  binaries: string;
  folder: string;
  account: Account | undefined;
}

function initialise({ binaries, folder, account }: Place): void {
  // Sorting by language as on most production servers: a query that leans on byte order fails here, not there.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en'];
  const args = ['-D', `${folder}/data`, '-U', 'postgres', '--auth=trust', '--no-sync', ...locale];
  const options = { ...account, cwd: folder, encoding: 'utf8' as const };
  const child = spawnSync(`${binaries}/bin/initdb`, args, options);
  if (child.status !== 0) throw new Error(`initdb failed: ${child.stderr || child.error?.message}`);
}

// The keeper is the server's parent and lives as long as its standard input, a pipe from us: the kernel closes that
// pipe even after kill -9. Then it ends the server (SIGINT: at once, but in order) and removes the folder. It ignores
// the terminal's Ctrl-C, which reaches it too, so that it lives to do so. Each line there has it start the server anew.
const keeperScript = `
  trap '' INT TERM HUP
  "$@" & server=$!
  while read -r line; do
    wait $server
    "$@" & server=$!
  done
  kill -INT $server
  wait $server
  rm -rf "$0"`;

// Hundreds of small databases come and go: nobody is to tidy up in them, or to compile a query that runs once.
const throwAway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  jit: 'off',
};

function launch({ binaries, folder, account, durable }: Place & { durable: boolean }): ChildProcess {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '300',
    // Not UTC, so that a time stored without its zone shows up as a wrong answer.
    timezone: 'Asia/Kathmandu',
    ...(durable ? { autovacuum_naptime: '1s' } : throwAway),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [`${binaries}/bin/postgres`, '-D', `${folder}/data`, ...flags];
  const log = openSync(logFile(folder), 'a');
  return spawn('/bin/sh', ['-c', keeperScript, folder, ...server], {
    ...account,
    cwd: folder,
    stdio: ['pipe', log, log],
  });
}

function logFile(folder: string): string {
  return path.join(folder, 'server.log');
}

async function waitUntilReady(keeper: ChildProcess, folder: string): Promise<void> {
  const said = () => readFileSync(logFile(folder), 'utf8');
  // After a crash clients come too early, and are told so.
  const is = (log: string) =>
    /ready to accept connections|FATAL: {2}(?!the database system is )|could not/.test(log);
  const log = await until(said, { what: 'PostgreSQL accepts connections', deadlineMs: startMs, is });
  if (log.includes('ready to accept connections')) return;
  await stop(keeper);
  throw new Error(`PostgreSQL did not start:\n${log}`);
}

async function stop(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  const ended = once(keeper, 'exit', { signal: AbortSignal.timeout(stopMs) });
  keeper.stdin?.end();
  await ended;
}
