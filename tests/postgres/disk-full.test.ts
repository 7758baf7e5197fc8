import { describe, expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { type Person, signUp } from '../support/person.ts';
import { startServerProcess } from '../support/server-process.ts';
import { type SmallDisk, smallDisks } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

const canary = 'the-canary-sings';
const maxSends = 2000;
const atOnce = 20;

interface Send {
  key: string;
  status: number;
  retryAfter: string | null;
  id: number | undefined;
}

async function send(person: Person, messages: string, key: string): Promise<Send> {
  const body = { message: `${canary} ${'x'.repeat(3900)}`, client_id: key };
  const reply = await person.post<{ id?: number }>(messages, body);
  return { key, status: reply.status, retryAfter: reply.headers.get('retry-after'), id: reply.body.id };
}

/** Until the first is refused. */
async function fill(person: Person, messages: string): Promise<Send[]> {
  const sends: Send[] = [];
  while (sends.length < maxSends && !sends.some(({ status }) => status !== 201)) {
    const keys = Array.from({ length: atOnce }, (_, i) => `key-${sends.length + i}`);
    sends.push(...(await Promise.all(keys.map((key) => send(person, messages, key)))));
  }
  return sends;
}

async function startChat(owner: Person): Promise<string> {
  return `/api/chats/${(await owner.post<{ uri: string }>('/api/chats/', {})).body.uri}/`;
}

async function allIds(reader: Person, messages: string): Promise<number[]> {
  const ids: number[] = [];
  for (let after = 0; ; after = ids.at(-1) ?? 0) {
    const page = await reader.get<{ messages: { id: number }[] }>(`${messages}?limit=200&after=${after}`);
    if (page.body.messages.length === 0) return ids;
    ids.push(...page.body.messages.map(({ id }) => id));
  }
}

describe.for(smallDisks)('on $name', (disk: SmallDisk) => {
  test.skipIf(disk.missing)(
    'sends are 503, reads go on, and all of it recovers by itself',
    async () => {
      const database = await createDatabase('sqlite');
      const { through, dataDir } = disk.prepare(database.settings.DATA_DIR ?? '');
      const settings = { ...database.settings, DATA_DIR: dataDir, LOG_LEVEL: 'info' };
      const server = await startServerProcess(settings, { through });
      const statusOf = async (path: string) => (await fetch(server.url + path)).status;
      try {
        const alice = await signUp(server, 'alice');
        const carol = await signUp(server, 'carol');
        const chat = await startChat(alice);
        const messages = `${chat}messages/`;
        const quiet = await startChat(carol);
        const { cursor } = (await carol.get<{ cursor: string }>(`${quiet}events/`)).body;
        let isHeld = true;
        const held = carol.get<{ events: { type: string }[] }>(`${quiet}events/?cursor=${cursor}&wait=55`);
        void held.finally(() => {
          isHeld = false;
        });

        const sends = await fill(alice, messages);
        const done = sends.filter(({ status }) => status === 201);
        const refused = sends.filter(({ status }) => status !== 201);
        expect(refused.length).toBeGreaterThan(0);
        for (const { status, retryAfter } of refused) {
          expect(status).toBe(503);
          expect(retryAfter).toMatch(/^\d+$/);
        }
        expect(await statusOf('/readyz/')).toBe(503);
        expect(await statusOf('/healthz/')).toBe(200);
        expect(await allIds(alice, messages)).toEqual(
          done.map(({ id }) => id).sort((a, b) => Number(a) - Number(b)),
        );
        expect(isHeld).toBe(true);
        // One line for them all, and nothing of anybody in it.
        await Promise.all(Array.from({ length: 50 }, (_, i) => send(alice, messages, `more-${i}`)));
        const failures = server
          .output()
          .split('\n')
          .filter((line) => line.includes('"level":50'));
        expect(failures.length).toBeGreaterThan(0);
        expect(failures.length).toBeLessThan(6);
        expect(server.output()).toMatch(/disk of the database (is full|fails)/);
        expect(server.output()).not.toMatch(new RegExp(`${canary}|insert into|${chat}`));

        disk.makeRoom(server);
        await until(() => statusOf('/readyz/'), {
          what: 'the server is ready again',
          deadlineMs: 20_000,
          is: (status) => status === 200,
        });
        for (const { key } of refused) {
          const again = await send(alice, messages, key);
          expect([200, 201]).toContain(again.status);
          expect(await send(alice, messages, key)).toMatchObject({ status: 200, id: again.id });
        }
        expect((await send(carol, `${quiet}messages/`, 'after')).status).toBe(201);
        expect((await held).body.events.map(({ type }) => type)).toEqual(['message.created']);
        const stored = await allIds(alice, messages);
        expect(new Set(stored).size).toBe(stored.length);
        expect(stored).toEqual(expect.arrayContaining(done.map(({ id }) => id)));
        await until(() => server.output().includes('can be written again'), { what: 'the log says so' });
      } finally {
        await server.stop('SIGKILL');
        await database.drop();
      }
    },
    60_000,
  );
});
