import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import { insertTalk, refreshStatistics } from '../support/crowd.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// A long chat as a download: all of it, in order, at the client's pace, and never held in memory.

const messages = 100_000;
const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
/** The whole file is more than 30 MB, a dozen of them are read at once, and what the system keeps of it on the way is not ours. */
const maxGrowthBytes = 16 * 1024 * 1024;

describe.for(kinds)('an export of a long chat on %s', (kind) => {
  let database: TestDatabase;
  let server: TestServer;
  let alice: Person;
  let bob: Person;
  let path: string;

  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startTestServer(database.settings);
    alice = await signUp(server, 'alice');
    bob = await signUp(server, 'bob');
    const chat = (await alice.post<{ uri: string; id: number }>('/api/chats/', {})).body;
    path = `/api/chats/${chat.uri}/`;
    await bob.patch(path, {});
    await server.halt();
    const { DATABASE_URL, DATA_DIR = '' } = database.settings;
    const db = openDatabase({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
    // One in ten is a whisper of alice to herself, which only a test can send: bob must not see those.
    const talk = { chatId: chat.id, authorId: alice.user.id, toId: alice.user.id, count: messages };
    await db.transaction((trx) => insertTalk(trx, talk));
    // A database does it by itself within a minute, and a chat has no hundred thousand messages before that.
    await refreshStatistics(db);
    await db.close();
    await server.resume();
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    await database?.drop();
  });

  /** The response as it comes, which nobody reads yet. */
  async function open(person: Person, format: string): Promise<IncomingMessage> {
    const headers = { Authorization: `JWT ${person.token}` };
    const request = get(`${server.url}${path}export/?format=${format}`, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    return response;
  }

  test('is whole and in order, without what others whisper', { timeout: 60_000 }, async () => {
    const numbers: number[] = [];
    let rest = '';
    for await (const piece of (await open(bob, 'json')).setEncoding('utf8')) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        numbers.push(...[...line.matchAll(/\bnumber (\d+)/g)].map(([, n]) => Number(n)));
    }
    const visible = Array.from({ length: messages }, (_, i) => i + 1).filter((n) => n % 10 !== 0);
    expect(numbers.length).toBe(visible.length);
    expect(numbers.every((n, i) => n === visible[i])).toBe(true);
  });

  test('waits for a slow client with next to nothing in memory, and holds up nobody', {
    timeout: 60_000,
  }, async () => {
    const readOn = async () => {
      const requests = Array.from({ length: 60 }, () => alice.get(`${path}messages/?limit=5`));
      for (const reply of await Promise.all(requests)) expect(reply.status).toBe(200);
    };
    // What reading takes for itself, the first time, is no part of what the downloads take.
    await readOn();
    const before = usedBytes();
    const downloads = await Promise.all(Array.from({ length: 12 }, () => open(alice, 'json')));
    // More than there are connections to the database: none of them keeps one.
    await readOn();
    expect((await alice.post(`${path}messages/`, { message: 'not held up' })).status).toBe(201);
    expect(usedBytes() - before).toBeLessThan(maxGrowthBytes);
    for (const download of downloads) download.destroy();
  });

  test('is cut off for someone who is removed meanwhile', { timeout: 60_000 }, async () => {
    const download = await open(bob, 'json');
    const [first] = (await once(download, 'data')) as [Buffer];
    download.pause();
    expect((await alice.delete(`${path}members/bob/`)).status).toBe(204);
    let received = first.length;
    const reading = (async () => {
      for await (const piece of download) received += (piece as Buffer).length;
    })();
    await expect(reading).rejects.toThrow('aborted');
    // Far from whole: a file of so many messages is many times as large as what was under way.
    expect(received).toBeLessThan(messages * 200);
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
