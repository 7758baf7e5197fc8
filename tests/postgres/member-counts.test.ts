import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeLostGuests } from '../../api/accounts/remove-lost-guests.ts';
import { handIn } from '../../api/between-features.ts';
import { LocalBus } from '../../api/bus/local.ts';
import { openDatabase } from '../../api/db/connection.ts';
import { Log } from '../../api/log/log.ts';
import { MembershipCache } from '../../api/members/access/membership-cache.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { Presence } from '../../api/presence/presence.ts';
import { createLogger } from '../../api/process/logger.ts';
import { workInPieces } from '../../api/process/work-in-pieces.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { makeStaff, manageHere } from '../support/manage.ts';
import { comeAsGuest, startChat } from '../support/people.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { connectTo } from '../support/raw-database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// Nobody counts the members of a chat when it is looked at, so whoever lets somebody in or out has to.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const longAfterMs = 31 * 86_400_000;

describe.for(kinds)('on %s', (kind) => {
  let database: TestDatabase;
  let server: TestServer;
  let db: Knex;
  let alice: Person;
  let bob: Person;
  let carol: Person;

  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startTestServer(database.settings);
    db = connectTo(database);
    [alice, bob, carol] = await Promise.all([
      signUp(server, 'alice'),
      signUp(server, 'bob'),
      signUp(server, 'carol'),
    ]);
  });

  afterAll(async () => {
    await db?.destroy();
    await server?.stop();
    await database?.drop();
  });

  /** The deed changes how many are in the chat by so many, and every chat says how many are in it. */
  async function changes(uri: string, by: number, deed: () => Promise<{ status: number }>): Promise<void> {
    const before = await counted(uri);
    const { status } = await deed();
    expect(status).toBeLessThan(300);
    expect((await counted(uri)) - before).toBe(by);
    await expectRightCounts();
  }

  async function counted(uri: string): Promise<number> {
    const [row] = await db('members')
      .join('chats', 'chats.id', 'members.chat_id')
      .where({ uri })
      .count('* as count');
    return Number(row?.count);
  }

  async function expectRightCounts(): Promise<void> {
    const wrong = await db('chats')
      .select('uri', 'member_count')
      .whereRaw('member_count <> (select count(*) from members where members.chat_id = chats.id)');
    expect(wrong).toEqual([]);
  }

  test('joining, being added, leaving and being removed are counted', async () => {
    const { uri, path } = await startChat(alice);
    expect(await counted(uri)).toBe(1);
    await changes(uri, 1, () => bob.patch(path, {}));
    await changes(uri, 0, () => bob.patch(path, {}));
    await changes(uri, 1, () => alice.patch(path, { username: 'carol' }));
    await changes(uri, -1, () => carol.delete(`${path}members/carol/`));
    await changes(uri, -1, () => alice.delete(`${path}members/bob/`));
    const invite = (await alice.post<{ code: string }>(`${path}invites/`, {})).body;
    await changes(uri, 1, () => bob.patch(path, { invite: invite.code }));
    await changes(uri, -1, () => alice.delete(`${path}members/bob/?ban=true`));
  });

  test('many at once, of whom some are there already and some go, are counted', async () => {
    const { uri, path } = await startChat(alice, bob);
    await Promise.all([
      carol.patch(path, {}),
      carol.patch(path, {}),
      bob.patch(path, {}),
      bob.delete(`${path}members/bob/`),
    ]);
    // Bob is in again where what asks for that comes last.
    expect([2, 3]).toContain(await counted(uri));
    await expectRightCounts();
  });

  test('a private chat and the lobby are counted, also for who comes back', async () => {
    const { uri } = (await alice.post<{ uri: string }>('/api/directs/', { username: 'bob' })).body;
    expect(await counted(uri)).toBe(2);
    await expectRightCounts();
    await changes(uri, -1, () => bob.delete(`/api/chats/${uri}/members/bob/`));
    await changes(uri, 1, () => alice.post('/api/directs/', { username: 'bob' }));
    await changes('lobby', 1, () => alice.patch('/api/chats/lobby/', {}));
    await changes('lobby', -1, () => alice.delete('/api/chats/lobby/members/alice/'));
  });

  test('staff and whoever runs the server are counted', async () => {
    await makeStaff(server, 'carol');
    const { uri } = (await alice.post<{ uri: string }>('/api/chats/', { public: true })).body;
    const path = `/api/chats/${uri}/`;
    await changes(uri, 1, () => bob.patch(path, {}));
    await changes(uri, -1, () => carol.delete(`${path}members/bob/`));
    await changes(uri, 1, () => bob.patch(path, {}));
    const run = async (...args: string[]) => ({ status: (await manageHere(server, ...args)).code });
    await changes(uri, -1, () => run('ban', uri, 'bob'));
    const leaver = await signUp(server, 'leaver');
    await changes(uri, 1, () => leaver.patch(path, {}));
    await changes(uri, -1, () => run('remove-user', 'leaver'));
  });

  test('accounts that end and guests who never come back are counted', async () => {
    const { uri, path } = await startChat(alice);
    const dave = await signUp(server, 'dave');
    await changes(uri, 1, () => dave.patch(path, {}));
    await changes(uri, -1, () => dave.delete('/auth/me/', { current_password: dave.password }));
    const { token } = await comeAsGuest(server, 'Robin');
    await changes(uri, 1, () => anonymous(server).patch(path, {}, { token }));
    await changes(uri, -1, async () => {
      await removeGuests();
      return { status: 200 };
    });
  });

  /** As housekeeping would a month later. */
  async function removeGuests(): Promise<void> {
    const { DATABASE_URL, DATA_DIR = '' } = database.settings;
    const own = openDatabase({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
    const clock = { now: () => Date.now() + longAfterMs, monotonic: () => performance.now() };
    try {
      const log = await Log.open({
        db: own,
        clock,
        bus: new LocalBus().join(),
        references: referencesBy(clock),
      });
      const presence = new Presence(clock, new MembershipCache(own));
      const services = { db: own, log, clock, presence, logger: createLogger('silent') };
      await removeLostGuests({ ...services, ...handIn(services) }, (piece) => workInPieces(piece));
    } finally {
      await own.close();
    }
  }
});
