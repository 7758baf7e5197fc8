import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Writable } from 'node:stream';
import type { TestDatabase } from './database.ts';
import { databaseFor, testSettings } from './server.ts';
import { until } from './until.ts';

export interface ServerProcess {
  url: string;
  pid: number;
  settings: Record<string, string>;
  /** Sends the signal (SIGTERM), waits for the end and drops the data, unless its DATA_DIR was given. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Everything it has written so far. */
  output(): string;
  /** To whatever runs it: the server itself reads nothing. */
  stdin: Writable;
}

/** What is not as usual about the process. */
export interface Circumstances {
  /** A command that runs the server's command line, which is appended. */
  through?: string[];
  nodeFlags?: string[];
  /** As in production; else they cost next to nothing, or they would be half of what the process does. */
  hashesPasswords?: 'truly';
}

const project = path.resolve(import.meta.dirname, '../..');
const program = path.join(project, '.build/api/main.cjs');
const quickHashing = path.join(import.meta.dirname, 'quick-argon2.cjs');
const startMs = 20_000;

/**
 * The built server in a process of its own, for what a test inside the server's process can't do: kill -9, signals,
 * the start line. To start it again on the same data, make the database with `createDatabase` and pass its settings.
 */
export async function startServerProcess(
  settings: Record<string, string> = {},
  { through = [], nodeFlags = [], hashesPasswords }: Circumstances = {},
): Promise<ServerProcess> {
  if (!existsSync(program))
    throw new Error('The server is not built: run "npm run build" first ("npm test" does).');
  const database = await databaseFor(settings);
  const all = { ...testSettings, ...database.settings, ...settings };
  const [command = process.execPath, ...rest] = [...through, process.execPath];
  const hashing = hashesPasswords ? [] : ['--require', quickHashing];
  const child = spawn(command, [...rest, ...hashing, ...nodeFlags, program], {
    cwd: project,
    env: { PATH: process.env.PATH, ...all },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.off('exit', killWithUs));

  const end = ending(child, database);
  try {
    const url = await startLineUrl(child, output);
    const { pid = 0, stdin } = child;
    return { url, pid, settings: all, output, stdin, stop: (signal = 'SIGTERM') => end(signal) };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

function collect(child: ChildProcess): () => string {
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => parts.push(part));
  }
  return () => parts.join('');
}

/** The address out of the line that says where the server is reached; an early end throws what it wrote. */
async function startLineUrl(child: ChildProcess, output: () => string): Promise<string> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const urlSaid = () => output().match(/https?:\/\/[^\s/"]+/)?.[0];
  await until(() => urlSaid() ?? ended(), { what: 'the server says where it is', deadlineMs: startMs });
  const url = urlSaid();
  if (url) return url;
  throw new Error(`The server ended with ${child.exitCode ?? child.signalCode} and wrote:\n${output()}`);
}

function ending(
  child: ChildProcess,
  database: TestDatabase,
): (signal: NodeJS.Signals) => ReturnType<ServerProcess['stop']> {
  // 'close' and not 'exit': then all of the output has been read.
  const closed = once(child, 'close');
  return async (signal) => {
    child.kill(signal);
    await closed;
    await database.drop();
    return { code: child.exitCode, signal: child.signalCode };
  };
}
