import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// Two servers: what is said at one is passed over by the other, where nobody of the chat is, until somebody is.

interface Answer {
  cursor: string;
  events: { type: string; data: { message?: string } }[];
  state: Record<string, { online: string[] }>;
}

let database: TestDatabase;
let here: TestServer;
let there: TestServer;
let alice: Person;
let bob: Person;
let chat: ChatPath;

beforeEach(async () => {
  database = await createDatabase('postgres');
  here = await startTestServer(database.settings);
  there = await startTestServer(database.settings);
  alice = await signUp(here, 'alice');
  bob = await signUp(here, 'bob');
  chat = await startChat(alice, bob);
});

afterEach(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await database.drop();
});

async function ask<Body = Answer>(node: TestServer, { token }: Person, path: string): Promise<Body> {
  const reply = await fetch(node.url + path, { headers: { Authorization: `JWT ${token}` } });
  expect(reply.status).toBe(200);
  return (await reply.json()) as Body;
}

const poll = (node: TestServer, person: Person, query = '', path = '/api/events/') =>
  ask(node, person, path + query);
const wordsIn = ({ events }: Answer) =>
  events.flatMap(({ type, data }) => (type === 'message.created' ? [data.message ?? ''] : []));

/** In the directory, as this person finds it here. */
async function isOnline(reader: Person, username: string): Promise<boolean> {
  const { results } = await ask<{ results: { username: string; online: boolean }[] }>(
    here,
    reader,
    '/api/users/',
  );
  return results.some((person) => person.username === username && person.online);
}

const say = async (message: string) =>
  arranged(await alice.post<{ id: number }>(chat.messages, { message }), 201).id;

/** Someone whom the other node knows, and who is told there of what comes behind it: by then it has read all before. */
async function stranger(): Promise<{ hearsOf(text: string): Promise<void> }> {
  const carol = await signUp(here, 'carol');
  const own = await startChat(carol);
  let { cursor } = await poll(there, carol);
  return {
    async hearsOf(text) {
      await carol.post(own.messages, { message: text });
      await until(
        async () => {
          const answer = await poll(there, carol, `?cursor=${cursor}&wait=5`);
          cursor = answer.cursor;
          return wordsIn(answer).includes(text);
        },
        { what: 'the other node has read on' },
      );
    },
  };
}

describe('whoever comes to a node that has passed over their chat', () => {
  test('is told all of it, from the place that they bring, of one chat as of all, and goes on from there', async () => {
    const carol = await stranger();
    const { cursor } = await poll(here, bob);
    for (const text of ['one', 'two', 'three']) await say(text);
    await carol.hearsOf('all is said');
    for (const path of ['/api/events/', `${chat.path}events/`]) {
      const first = await poll(there, bob, `?cursor=${cursor}&limit=2`, path);
      const rest = await poll(there, bob, `?cursor=${first.cursor}&limit=50`, path);
      expect([first, rest].flatMap(wordsIn)).toEqual(['one', 'two', 'three']);
    }
  });

  test('is held there from that place, answered at once with what was passed over, and then with what is said next', async () => {
    const carol = await stranger();
    const { cursor } = await poll(here, bob);
    await say('before');
    await carol.hearsOf('all is said');
    const startedAt = performance.now();
    const first = await poll(there, bob, `?cursor=${cursor}&wait=20`);
    expect(wordsIn(first)).toEqual(['before']);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    let next = first.cursor;
    const heard = until(
      async () => {
        const answer = await poll(there, bob, `?cursor=${next}&wait=20`);
        next = answer.cursor;
        return wordsIn(answer);
      },
      { what: 'the next word is told', is: (words) => words.includes('behind'), deadlineMs: 15_000 },
    );
    await say('behind');
    expect(await heard).toEqual(['behind']);
  });

  test('without a place begins with what is said next, and finds the rest in the history', async () => {
    const carol = await stranger();
    await say('before');
    await carol.hearsOf('all is said');
    const { cursor } = await poll(there, bob);
    const page = await ask<{ messages: { message: string }[] }>(there, bob, chat.messages);
    expect(page.messages.map(({ message }) => message)).toEqual(['before']);
    await say('behind');
    const told: string[] = [];
    await until(
      async () => {
        told.push(...wordsIn(await poll(there, bob, `?cursor=${cursor}`)));
        return told.length > 0;
      },
      { what: 'the next word is told' },
    );
    expect(told).toEqual(['behind']);
  });

  test('is never shown what was said there and taken back', async () => {
    const carol = await stranger();
    const { cursor } = await poll(here, bob);
    const id = await say('the safe is open');
    await say('this one stays');
    await carol.hearsOf('it is said');
    expect((await alice.delete(`${chat.messages}${id}/`)).status).toBe(204);
    await carol.hearsOf('it is taken back');
    const answer = await poll(there, bob, `?cursor=${cursor}`);
    expect(wordsIn(answer)).toContain('this one stays');
    expect(JSON.stringify(answer)).not.toContain('safe');
  });

  test('with nothing for them in it is given a place from which memory answers', async () => {
    const dora = await signUp(here, 'dora');
    await dora.patch(chat.path, {});
    const carol = await stranger();
    const { cursor } = await poll(here, dora);
    await alice.post(chat.messages, { message: 'psst', to: 'bob' });
    await carol.hearsOf('it is whispered');
    let place = cursor;
    // Someone else coming or going may be news.
    await until(
      async () => {
        const reply = await fetch(`${there.url}/api/events/?cursor=${place}`, {
          headers: { Authorization: `JWT ${dora.token}`, 'If-None-Match': 'W/"quiet-long"' },
        });
        if (reply.status === 304) return true;
        const answer = (await reply.json()) as Answer;
        expect(wordsIn(answer)).toEqual([]);
        place = answer.cursor;
        return false;
      },
      { what: 'nothing is new' },
    );
    expect(place).not.toBe(cursor);
  });
});

describe('who is at another node', () => {
  test('is shown as soon as somebody comes who shares a chat with them', async () => {
    const [carol, dora] = [await signUp(there, 'carol'), await signUp(there, 'dora')];
    const theirs = await startChat(carol, dora);
    await poll(there, carol);
    // By then it has been said of carol, and nobody of that chat had been here.
    await until(() => isOnline(alice, 'carol'), { what: 'carol is online' });
    const shown = async () => (await poll(here, dora)).state[theirs.uri]?.online ?? [];
    await until(shown, { what: 'carol is shown here', is: (online) => online.includes('carol') });
  });

  test('comes and goes with the chats that they join and leave', async () => {
    const carol = await signUp(here, 'carol');
    await poll(there, carol);
    const shown = async () => (await poll(here, alice)).state[chat.uri]?.online ?? [];
    await until(shown, { what: 'alice is alone', is: (online) => online.join() === 'alice' });
    await carol.patch(chat.path, {});
    await until(shown, { what: 'carol is shown', is: (online) => online.includes('carol') });
    await carol.delete(`${chat.path}members/carol/`);
    await until(shown, { what: 'carol has left', is: (online) => !online.includes('carol') });
  });

  test('is online in the directory, in a chat with somebody here or not', async () => {
    const carol = await signUp(here, 'carol');
    await poll(there, carol);
    await until(() => isOnline(alice, 'carol'), { what: 'carol is online' });
  });
});
