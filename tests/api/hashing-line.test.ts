import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { history, send } from './stage.ts';

// In a process of its own: there passwords are hashed at their true cost, and the threads are those of a real server.

/** Two are worked on, and fifty wait. */
const inLine = 52;

let server: ServerProcess;
let alice: Person;
let chat: ChatPath;
beforeAll(async () => {
  server = await startServerProcess({}, { hashesPasswords: 'truly' });
  alice = await signUp(server, 'alice');
  chat = await startChat(alice);
  await send(alice, chat, 'hello');
});
afterAll(() => server.stop());

function logIn(username: string, password: string) {
  return anonymous(server).post('/auth/jwt/create/', { username, password });
}

async function refusedLogIn(username: string): Promise<void> {
  expect((await logIn(username, 'wrong horse')).status).toBe(400);
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await call();
  return performance.now() - startedAt;
}

test('while fifty log-ins wait to be hashed, nobody’s page of history or message waits for them', async () => {
  const startedAt = performance.now();
  let isDone = false;
  const crowd = Promise.all(
    Array.from({ length: inLine - 2 }, (_, i) => logIn(`nobody-${i}`, 'wrong horse')),
  );
  const over = crowd.finally(() => {
    isDone = true;
  });
  const times: number[] = [];
  do {
    times.push(await timed(() => history(alice, chat, '?limit=1')));
    times.push(await timed(() => send(alice, chat, 'meanwhile')));
  } while (!isDone);
  expect(new Set((await over).map(({ status }) => status))).toEqual(new Set([400]));
  const allMs = performance.now() - startedAt;
  times.sort((a, b) => a - b);
  const slowest = times.at(-1) ?? 0;
  console.info(
    `hashing-line: ${allMs.toFixed(0)} ms for all, ${times.length} calls beside, at most ${slowest.toFixed(0)} ms`,
  );
  // By the time that all of them took, as a busy machine slows both: on the same threads the first call waits to the end.
  expect(slowest).toBeLessThan(allMs / 2);
});

test('beyond the line a log-in is asked to come again, and the same one succeeds then', async () => {
  const crowd = Array.from({ length: 3 * inLine }, () => logIn('alice', alice.password));
  const replies = await Promise.all(crowd);
  const refused = replies.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  for (const { headers, body } of refused) {
    expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(body).toMatchObject({ code: 'service_unavailable' });
  }
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(replies.length - refused.length);
  expect((await logIn('alice', alice.password)).status).toBe(200);
});

test('who is unknown waits in the same line for as long as who is known', async () => {
  const quickest = { alice: Number.POSITIVE_INFINITY, nobody: Number.POSITIVE_INFINITY };
  const areAlike = () => quickest.nobody > quickest.alice / 2 && quickest.nobody < quickest.alice * 2;
  // In turn, and by the quickest: the machine's other work only adds. However long it does, those come down to what each takes by itself, which stays apart if it is.
  for (let i = 0; i < 9 || (i < 60 && !areAlike()); i += 1)
    for (const name of ['alice', 'nobody'] as const)
      quickest[name] = Math.min(quickest[name], await timed(() => refusedLogIn(name)));
  const { alice: known, nobody: unknown } = quickest;
  console.info(`hashing-line: known ${known} ms, unknown ${unknown} ms`);
  expect(unknown).toBeGreaterThan(known / 2);
  expect(unknown).toBeLessThan(known * 2);
});
