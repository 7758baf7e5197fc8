import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { migrationSource } from '../../api/db/migrations/index.ts';
import { createEmptyDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { connectTo } from '../support/raw-database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Invite {
  id: string;
  code: string | null;
  url: string | null;
  qr: string | null;
  note: string;
  uses: number;
}

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];

describe.for(kinds)('the invites that %s holds', (kind) => {
  let database: TestDatabase;
  let server: TestServer | undefined;

  afterEach(async () => {
    await server?.stop();
    await database.drop();
  });

  async function start(settings: Record<string, string> = {}): Promise<TestServer> {
    server = await startTestServer({ ...database.settings, ...settings });
    return server;
  }

  async function makeChat(owner: Person): Promise<string> {
    return `/api/chats/${(await owner.post<{ uri: string }>('/api/chats/', {})).body.uri}/`;
  }

  test('name no code, so a copy of them opens nothing', async () => {
    database = await createEmptyDatabase(kind);
    const running = await start();
    const alice = await signUp(running, 'alice');
    const chat = await makeChat(alice);
    const made = (await alice.post<Invite>(`${chat}invites/`, { note: 'for the board' })).body;
    const { results } = (await alice.get<{ results: Invite[] }>(`${chat}invites/`)).body;
    expect(results).toEqual([made]);
    await running.halt();
    const stored = await everythingIn(database);
    expect(stored).toContain('for the board');
    expect(stored).not.toContain(made.code);
  });

  test('work on after the secret was changed, without being shown', async () => {
    database = await createEmptyDatabase(kind);
    const before = await start({ SECRET_KEY: 'the secret that was in use so far' });
    const alice = await signUp(before, 'alice');
    const chat = await makeChat(alice);
    const { id, code } = (await alice.post<Invite>(`${chat}invites/`, {})).body;
    await before.halt();
    const after = await start({ SECRET_KEY: 'the secret that came in its place' });
    const nobody = anonymous(after);
    const logIn = { username: 'alice', password: alice.password };
    const { token } = (await nobody.post<{ token: string }>('/auth/jwt/create/', logIn)).body;
    const list = (await nobody.get<{ results: Invite[] }>(`${chat}invites/`, { token })).body.results;
    expect(list).toMatchObject([{ id, code: null, url: null, qr: null }]);
    const bob = await signUp(after, 'bob');
    expect((await bob.post(`/api/invites/${code}/accept/`)).status).toBe(200);
    expect((await nobody.delete(`${chat}invites/${id}/`, undefined, { token })).status).toBe(204);
    expect((await nobody.get(`/api/invites/${code}/`)).status).toBe(410);
  });

  test('from before there were hashes work on, and their codes are nowhere', async () => {
    database = await createEmptyDatabase(kind);
    // More than the migration takes at once.
    const codes = Array.from({ length: 130 }, (_, i) => `OldInvite${String(i).padStart(7, '0')}`);
    await writeOld(database, codes);
    const running = await start();
    const bob = await signUp(running, 'bob');
    for (const code of codes.slice(126)) {
      const look = await bob.get<{ note: string }>(`/api/invites/${code}/`);
      expect(look.body.note, look.text).toBe(code.replace('OldInvite', 'note '));
    }
    expect((await bob.post(`/api/invites/${codes[0]}/accept/`)).status).toBe(200);
    await running.halt();
    const db = connectTo(database);
    expect(await db('invites').where('uses', 1).pluck('note')).toEqual(['note 0000000']);
    await db.destroy();
    const stored = await everythingIn(database);
    for (const code of codes) {
      expect(stored).toContain(code.replace('OldInvite', 'note '));
      expect(stored).not.toContain(code);
    }
  });
});

/** As a server from before would have left it: a chat of nobody's with an invite for each code. */
async function writeOld(database: TestDatabase, codes: readonly string[]): Promise<void> {
  const db = connectTo(database);
  for (const name of await migrationSource.getMigrations([])) {
    if (name.includes('hash_invite_codes')) break;
    await db.migrate.up({ migrationSource });
  }
  await db('chats').insert({ id: 1000, uri: 'OldChat', kind: 'session', join_policy: 'link', created_at: 0 });
  await db('invites').insert(
    codes.map((code) => ({
      code,
      chat_id: 1000,
      note: code.replace('OldInvite', 'note '),
      created_at: 0,
    })),
  );
  await db.destroy();
}

/** What somebody with a copy would read: the file and all beside it, or the rows. */
async function everythingIn(database: TestDatabase): Promise<string> {
  const { DATABASE_URL, DATA_DIR = '' } = database.settings;
  if (!DATABASE_URL)
    return readdirSync(DATA_DIR)
      .map((file) => readFileSync(path.join(DATA_DIR, file), 'latin1'))
      .join('\n');
  const db = connectTo(database);
  const rows = await db('invites').select();
  await db.destroy();
  return JSON.stringify(rows);
}
