import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type Resident, secretKey, type World } from '../bench/world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// A chat in which more than two hundred are online, some by one of two servers and some by the other.

interface State {
  online: string[];
  online_count: number;
  typing: string[];
}

const people = 206;
/** The last of those who poll at the one, and the first at the other. */
const [lastHere, firstThere] = [176, 166];
let world: World;
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  world = await makeWorld({ people, perChat: people, database: 'postgres' });
  const settings = { ...world.settings, SECRET_KEY: secretKey, RATE_LIMITS: 'off' };
  here = await startTestServer(settings);
  there = await startTestServer(settings);
});

afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await world?.drop();
});

const someone = (number: number): Resident => {
  const resident = world.residents[number - 1];
  if (!resident) throw new Error(`There is no person ${number}.`);
  return resident;
};
const ask = async <Body>(node: TestServer, { token }: Resident, path: string, method = 'GET') => {
  const reply = await fetch(node.url + path, { method, headers: { Authorization: `JWT ${token}` } });
  expect(reply.status).toBeLessThan(300);
  return (reply.status === 204 ? null : await reply.json()) as Body;
};

/** What this person sees of the hall by a poll, which shows them there. */
async function look(node: TestServer, number: number): Promise<State | undefined> {
  const reader = someone(number);
  const { state } = await ask<{ state: Record<string, State> }>(node, reader, '/api/events/');
  return state[reader.chatUri];
}

test('is counted alike by both, whoever polls at either or at both, and names go by neither', async () => {
  const polls = (node: TestServer, from: number, to: number) =>
    Promise.all(Array.from({ length: to - from + 1 }, (_, i) => look(node, from + i)));
  await Promise.all([polls(here, 1, lastHere), polls(there, firstThere, people)]);
  const both = async () => [
    (await look(here, 1))?.online_count ?? 0,
    (await look(there, people))?.online_count ?? 0,
  ];
  await until(both, { what: 'both count all', is: (seen) => seen.every((count) => count === people) });
  const own = new Set(world.residents.slice(firstThere - 1).map(({ username }) => username));
  expect(new Set((await look(there, people))?.online)).toEqual(own);

  // Who is there is still to be seen of each.
  const members = `/api/chats/${someone(1).chatUri}/members/`;
  const shown = await ask<{ results: { username: string; online: boolean }[] }>(
    there,
    someone(people),
    `${members}?page_size=200`,
  );
  const away = shown.results.find(({ username }) => username === someone(5).username);
  expect(away?.online).toBe(true);

  await ask(here, someone(5), `/api/chats/${someone(5).chatUri}/typing/`, 'POST');
  await until(async () => (await look(there, people))?.typing, {
    what: 'who types at the other node is named',
    is: (typing) => typing?.join() === someone(5).username,
  });

  await ask(here, someone(6), `${members}${someone(6).username}/`, 'DELETE');
  await until(both, { what: 'both miss one', is: (seen) => seen.every((count) => count === people - 1) });
});
