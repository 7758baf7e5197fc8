import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { checkIntegrity } from '../support/integrity.ts';
import { type Person, signUp } from '../support/person.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { scale } from '../support/soak.ts';
import { until } from '../support/until.ts';

const seed = testSeed();
const random = randomFrom(seed);
const writers = 5;
let database: TestDatabase | undefined;
let server: ServerProcess | undefined;

afterEach(async () => {
  await server?.stop('SIGKILL');
  await database?.drop();
});

async function startAgain({ url, settings }: ServerProcess): Promise<ServerProcess> {
  const attempt = () => startServerProcess({ ...settings, PORT: new URL(url).port });
  return until(attempt, { what: 'a server on the same port again', deadlineMs: 20_000 });
}

/** One message after the other, each as often as it takes until it is acknowledged. `ids` are theirs, in that order. */
async function write(
  author: Person,
  path: string,
  { name, ids, isOver }: { name: string; ids: number[]; isOver: () => boolean },
): Promise<void> {
  while (!isOver()) {
    const body = { message: `${name} ${ids.length}`, client_id: `${name}-${ids.length}` };
    const reply = await author.post<{ id: number }>(path, body).catch(() => null);
    if (reply?.status === 201 || reply?.status === 200) ids.push(reply.body.id);
    else await sleep(20);
  }
}

async function stored(reader: Person, path: string): Promise<{ id: number; message: string }[]> {
  const all: { id: number; message: string }[] = [];
  for (;;) {
    const after = all.at(-1)?.id ?? 0;
    const page = await reader.get<{ messages: typeof all }>(`${path}?limit=200&after=${after}`);
    if (page.body.messages.length === 0) return all;
    all.push(...page.body.messages);
  }
}

test(
  `kill -9 at any moment loses nothing that was acknowledged, doubles nothing, and leaves the file whole (seed ${seed})`,
  async () => {
    database = await createDatabase();
    server = await startServerProcess(database.settings);
    const alice = await signUp(server, 'alice');
    const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
    const path = `/api/chats/${uri}/messages/`;
    let isOver = false;
    const names = Array.from({ length: writers }, (_, i) => `writer${i}`);
    const acknowledged = names.map((): number[] => []);
    const writing = names.map((name, i) =>
      write(alice, path, { name, ids: acknowledged[i] ?? [], isOver: () => isOver }),
    );
    const everyoneGotOn = async () => {
      const before = acknowledged.map((ids) => ids.length);
      const what = 'every writer got on';
      await until(() => acknowledged.every((ids, i) => ids.length > (before[i] ?? 0)), {
        what,
        deadlineMs: 20_000,
      });
    };
    for (let kill = 0; kill < scale().killNines; kill += 1) {
      await everyoneGotOn();
      await sleep(random.below(100));
      await server.stop('SIGKILL');
      expect(await checkIntegrity(database.settings)).toEqual(['ok']);
      server = await startAgain(server);
    }
    await everyoneGotOn();
    isOver = true;
    await Promise.all(writing);
    const messages = await stored(alice, path);
    expect(messages.map(({ message }) => message).sort()).toEqual(
      [...new Set(messages.map(({ message }) => message))].sort(),
    );
    for (const [i, ids] of acknowledged.entries()) {
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      const own = messages.filter(({ message }) => message.startsWith(`${names[i]} `));
      expect(own.map(({ id }) => id).slice(0, ids.length)).toEqual(ids);
    }
  },
  scale().timeoutMs,
);
