import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startProblem } from '../../api/start-problem.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { manage } from '../support/manage.ts';
import { signUp } from '../support/person.ts';
import { startRefusingPostgres } from '../support/refusing-postgres.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

// What stops a start is said in one line, by which one knows what to do, and which one can show to others.

let database: TestDatabase;
let dataDir: string;
const servers: { stop(): Promise<unknown> }[] = [];

beforeEach(async () => {
  database = await createEmptyDatabase('sqlite');
  dataDir = database.settings.DATA_DIR ?? '';
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await database.drop();
});

/** Inside this process, which is quicker. */
async function start(settings: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({ ...database.settings, ...settings });
  servers.push(server);
  return server;
}

async function startProcess(
  settings: Record<string, string> = {},
  through: string[] = [],
): Promise<ServerProcess> {
  const server = await startServerProcess({ ...database.settings, ...settings }, { through });
  servers.push(server);
  return server;
}

/** The one line that main.ts would say instead of starting. */
async function refusal(settings: Record<string, string> = {}): Promise<string> {
  const said = await start(settings).then(
    () => 'It started.\n',
    (error: unknown) => startProblem(error, '8000'),
  );
  expect(said).toMatch(/^[^\n]+$/);
  return said;
}

/** What a process writes instead of starting, all of it. */
async function processRefusal(settings: Record<string, string>, through: string[] = []): Promise<string> {
  const error = await startProcess(settings, through).then(
    () => new Error('It started.'),
    (refused: Error) => refused,
  );
  const [, said = ''] = /ended with 1 and wrote:\n(.*)$/s.exec(error.message) ?? [];
  expect(said, error.message).toMatch(/^Holdline can't start: [^\n]+\n$/);
  return said;
}

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

describe('a setting that holds something secret', () => {
  test.for([
    ['SECRET_KEY', 'hunter2'],
    ['DATABASE_URL', 'mysql://alice:hunter2@localhost/holdline'],
    ['DATABASE_URL', 'postgres://alice:hunter2@[nowhere/holdline'],
    ['DATABASE_URL', 'postgres://alice:hunter2@127.0.0.1:1/holdline'],
    ['DATABASE_URL', 'postgres://alice:hunter2@nowhere.invalid/holdline'],
    ['PUBLIC_URL', 'ftp://alice:hunter2@localhost'],
  ])('%s=%s is named, and its value is not said', async ([name = '', value = '']) => {
    const said = await refusal({ [name]: value });
    expect(said).not.toContain('hunter2');
    expect(said).toMatch(value.includes('127.0.0.1') ? /database cannot be reached/ : new RegExp(name));
  });

  test.for([
    ['28P01', 'password'],
    ['28000', 'user'],
    ['3D000', 'does not exist'],
    ['53300', 'no connection left'],
    ['57P03', 'cannot be reached'],
  ])('PostgreSQL refusing with %s is said without the password', async ([code = '', word = '']) => {
    const postgres = await startRefusingPostgres(code);
    try {
      const said = await refusal({
        DATABASE_URL: `postgres://alice:hunter2@127.0.0.1:${postgres.port}/holdline`,
      });
      expect(said).toContain(word);
      expect(said).not.toContain('hunter2');
    } finally {
      await postgres.close();
    }
  });
});

test('a process says just that, on one line, and ends', async () => {
  expect(await processRefusal({ PORT: '80\n80' })).toContain('PORT');
});

test('a PostgreSQL database in another encoding is refused', async () => {
  const utf8 = await createEmptyDatabase('postgres');
  const client = new pg.Client({ connectionString: utf8.settings.DATABASE_URL });
  await client.connect();
  const name = `${new URL(utf8.settings.DATABASE_URL ?? '').pathname.slice(1)}_ascii`;
  const locale = `LOCALE_PROVIDER libc LOCALE 'C'`;
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'SQL_ASCII' ${locale}`);
  try {
    const url = new URL(utf8.settings.DATABASE_URL ?? '');
    url.pathname = `/${name}`;
    expect(await refusal({ DATABASE_URL: url.href })).toContain('SQL_ASCII');
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
    await utf8.drop();
  }
});

describe('the secret', () => {
  const secretFile = () => path.join(dataDir, 'secret');

  test.for([
    ['an empty file', ''],
    ['nothing but a line break', '\n'],
    ['the beginning of one', 'dGhlIGJlZ2lubmluZw'],
    ['what a crash leaves of a file', '\0'.repeat(64)],
  ])('is never taken from %s', async ([, content = '']) => {
    writeFileSync(secretFile(), content);
    expect(await refusal()).toContain(secretFile());
    expect(readFileSync(secretFile(), 'utf8')).toBe(content);
  });

  test('is written whole or not at all', async () => {
    const postgres = await createEmptyDatabase('postgres');
    try {
      // No file may grow: what a full disk does to a new one. PostgreSQL, so that the secret is all there is to write.
      const noRoom = ['prlimit', '--fsize=10'];
      const settings = { DATABASE_URL: postgres.settings.DATABASE_URL ?? '' };
      expect(await processRefusal(settings, noRoom)).toContain(secretFile());
      expect(readdirSync(dataDir)).toEqual([]);
      await start(settings);
      expect(readFileSync(secretFile(), 'utf8').trim()).toHaveLength(64);
      expect(readdirSync(dataDir)).toEqual(['secret']);
    } finally {
      await servers.pop()?.stop();
      await postgres.drop();
    }
  });

  test('is one, however many start at once', async () => {
    const postgres = await createEmptyDatabase('postgres');
    const settings = { DATABASE_URL: postgres.settings.DATABASE_URL ?? '' };
    const [one, ...others] = await Promise.all([start(settings), start(settings), start(settings)]);
    const alice = await signUp(one, 'alice');
    for (const { url } of others) {
      const me = await fetch(`${url}/auth/me/`, { headers: { Authorization: `JWT ${alice.token}` } });
      expect(me.status).toBe(200);
    }
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    await postgres.drop();
  });
});

describe('DATA_DIR', () => {
  test('is made for its owner alone, and so is all that is in it', async () => {
    const fresh = path.join(dataDir, 'deep', 'data');
    const server = await start({ DATA_DIR: fresh });
    await signUp(server, 'alice');
    expect(modeOf(fresh)).toBe('700');
    const files = readdirSync(fresh);
    expect(files.sort()).toEqual(
      expect.arrayContaining(['holdline.sqlite3', 'holdline.sqlite3-shm', 'holdline.sqlite3-wal', 'secret']),
    );
    expect(files.map((name) => modeOf(path.join(fresh, name)))).toEqual(files.map(() => '600'));
  });

  test('and its files are closed to others where they were open to them', async () => {
    await (await start()).stop();
    chmodSync(dataDir, 0o755);
    for (const name of readdirSync(dataDir)) chmodSync(path.join(dataDir, name), 0o644);
    await start();
    expect(modeOf(dataDir)).toBe('700');
    expect(readdirSync(dataDir).map((name) => modeOf(path.join(dataDir, name)))).not.toContain('644');
  });

  test('with other things in it is left as it is, with a warning', async () => {
    chmodSync(dataDir, 0o755);
    writeFileSync(path.join(dataDir, 'letters.txt'), 'something else');
    const server = await startProcess({ LOG_LEVEL: 'warn' });
    expect(modeOf(dataDir)).toBe('755');
    expect(server.output()).toMatch(/DATA_DIR[^\n]*chmod 700/);
  });

  test('that is a file, lies in one or cannot be made is refused', async () => {
    const file = path.join(dataDir, 'file');
    writeFileSync(file, '');
    expect(await refusal({ DATA_DIR: file })).toMatch(/DATA_DIR .*must be a folder/);
    expect(await refusal({ DATA_DIR: path.join(file, 'below') })).toMatch(/DATA_DIR .*must be a folder/);
    // Where nobody can make anything, root neither.
    expect(await refusal({ DATA_DIR: '/proc/holdline/data' })).toMatch(/DATA_DIR .*cannot be used/);
  });
});

describe('holdline.sqlite3', () => {
  const file = () => path.join(dataDir, 'holdline.sqlite3');

  test('that is no database is refused, and left alone', async () => {
    writeFileSync(file(), 'These are the minutes of our meeting. '.repeat(300));
    expect(await refusal()).toContain('holdline.sqlite3 in DATA_DIR is no database');
    expect(readFileSync(file(), 'utf8')).toMatch(/^These are the minutes/);
  });

  test('that is a folder is refused', async () => {
    mkdirSync(file());
    expect(await refusal()).toContain('it is a folder');
  });

  test('that is damaged is refused', async () => {
    await (await start()).stop();
    const bytes = readFileSync(file());
    // The pages, and not what tells that it is a database.
    writeFileSync(file(), Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0xa5)]));
    expect(await refusal()).toContain('is damaged');
  });

  test('is served by one server, until that is gone; a second one says so, and npm run manage may write beside it', async () => {
    const first = await startProcess();
    await signUp(first, 'alice');
    // From another process, and from within one.
    expect(await refusal()).toContain('another server already runs');
    expect(await refusal()).toContain('another server already runs');
    expect(await manage(first, 'staff', 'alice')).toMatchObject({ code: 0, stderr: '' });
    expect((await fetch(`${first.url}/readyz/`)).status).toBe(200);

    // Free again as soon as its server is gone, by whatever signal.
    await first.stop('SIGKILL');
    await (await start()).stop();
    expect((await fetch(`${(await start()).url}/readyz/`)).status).toBe(200);
  });
});
