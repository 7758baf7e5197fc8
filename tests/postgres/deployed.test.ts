import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNats } from '../support/bus-servers.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { fetchMs } from '../support/debian-package.ts';
import { startNginx } from '../support/nginx.ts';
import { arranged, startChat, threeInChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { noise } from '../support/pictures.ts';
import type { ProgramServer } from '../support/program-server.ts';
import { randomFrom } from '../support/random.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

// What .deploy/compose.yaml starts, by processes: three nodes on one PostgreSQL, NATS between them, nginx in front with its own file.

const secret = 'a secret that the three nodes share';

let database: TestDatabase;
let nats: ProgramServer;
let nginx: ProgramServer;
const nodes: ServerProcess[] = [];

beforeAll(async () => {
  [database, nats] = await Promise.all([createDatabase('postgres'), startNats()]);
  for (let i = 0; i < 3; i += 1) nodes.push(await startNode());
  const [first = 0, second = 0, third = 0] = nodes.map(portOf);
  nginx = await startNginx([first, second, third]);
}, fetchMs);

afterAll(async () => {
  await nginx?.stop();
  await Promise.all(nodes.map((node) => node.stop('SIGKILL')));
  await nats?.stop();
  await database?.drop();
});

function startNode(port = 0): Promise<ServerProcess> {
  const common = { BUS_URL: nats.url, SECRET_KEY: secret, TRUST_PROXY: '1', PUBLIC_URL: 'http://localhost' };
  return startServerProcess({ ...database.settings, ...common, PORT: `${port}`, LOG_LEVEL: 'info' });
}

function portOf({ url }: ServerProcess): number {
  return Number(new URL(url).port);
}

interface Answer {
  cursor: string;
  events: { type: string; data: { message: string } }[];
}

/** Polls, held each time, until something is said; tells what, and the cursor behind it. */
async function hear(person: Person, path: string, from: string): Promise<{ said: string[]; cursor: string }> {
  for (let cursor = from; ; ) {
    const reply = await person.get<Answer>(`${path}cursor=${cursor}&wait=20`);
    // What a node says that stops: to be asked again.
    if (reply.status === 503) continue;
    const answer = arranged(reply, 200);
    cursor = answer.cursor;
    // A node may still have to tell that somebody joined.
    const said = answer.events.filter(({ type }) => type === 'message.created');
    if (said.length > 0) return { said: said.map(({ data }) => data.message), cursor };
  }
}

test('what one person says reaches the held poll of another, whichever nodes they met', async () => {
  const { alice, bob, chat } = await threeInChat(nginx);
  const events = `/api/chats/${chat.uri}/events/`;
  let { cursor } = arranged(await bob.get<Answer>(events), 200);
  for (const text of ['one', 'two', 'three', 'four']) {
    const heard = hear(bob, `${events}?`, cursor);
    arranged(await alice.post(chat.messages, { message: text }), 201);
    const { said, cursor: next } = await heard;
    expect(said).toEqual([text]);
    cursor = next;
  }
});

test('the largest picture passes, and is not kept on a disk in between', async () => {
  const { alice, chat } = await threeInChat(nginx);
  const random = randomFrom(1);
  const bytes = await noise({ width: 1290, height: 1290 }, () => random.below(2 ** 20) / 2 ** 20);
  expect(bytes.length).toBeGreaterThan(4_900_000);
  const image = `data:image/png;base64,${bytes.toString('base64')}`;
  const reply = await alice.post<{ image: { url: string } }>(chat.messages, { message: '', image });
  expect(reply.status).toBe(201);
});

test('the nodes take the address that nginx saw, not the one that a client says it has', async () => {
  const { alice } = await threeInChat(nginx);
  const forged = { 'X-Forwarded-For': '203.0.113.9', 'Content-Type': 'application/json' };
  const body = JSON.stringify({ username: alice.username, password: 'not hers at all' });
  const reply = await fetch(`${nginx.url}/auth/jwt/create/`, { method: 'POST', headers: forged, body });
  expect(reply.status).toBe(400);
  const said = await until(
    () => nodes.map((node) => node.output()).find((text) => text.includes('log_in_failed')),
    {
      what: 'a node has said that a log-in failed',
    },
  );
  expect(said).toContain('"address":"127.0.0.1"');
  expect(said).not.toContain('203.0.113.9');
});

test('a node that is ended by kill -9 is missed by nobody who reads, and what is sent with its key is there once', async () => {
  const { alice, bob } = await threeInChat(nginx);
  const chat = await startChat(alice, bob);
  const [gone] = nodes.splice(0, 1);
  const port = gone ? portOf(gone) : 0;
  await gone?.stop('SIGKILL');

  for (let i = 0; i < 12; i += 1) expect((await bob.get(chat.messages)).status).toBe(200);
  for (let i = 0; i < 12; i += 1) {
    const said = await until(() => alice.post(chat.messages, { message: `${i}`, client_id: `key-${i}` }), {
      what: 'a message is taken by one of the nodes that are left',
      is: ({ status }) => status < 500,
    });
    expect([200, 201]).toContain(said.status);
  }
  const page = await bob.get<{ messages: { message: string }[] }>(chat.messages);
  const { messages } = arranged(page, 200);
  expect(messages.map(({ message }) => Number(message)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, i) => i),
  );

  nodes.push(await startNode(port));
});

test('a node that is told to stop sends its held polls away, and whoever comes back with the cursor misses nothing', async () => {
  const { alice, bob, chat } = await threeInChat(nginx);
  const events = `/api/chats/${chat.uri}/events/`;
  const { cursor } = arranged(await bob.get<Answer>(events), 200);
  const tabs = [0, 1, 2, 3, 4, 5].map((tab) => hear(bob, `${events}?client=tab-${tab}&`, cursor));
  const [leaving] = nodes.splice(0, 1);
  await leaving?.stop('SIGTERM');
  arranged(await alice.post(chat.messages, { message: 'still here' }), 201);
  const heard = await Promise.all(tabs);
  expect(heard.map(({ said }) => said)).toEqual(tabs.map(() => ['still here']));
});
