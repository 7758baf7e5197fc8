import { afterAll, beforeAll, expect, test } from 'vitest';
import { arranged, type ChatPath, comeAsGuest, type Guest, startChat } from '../support/people.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { watchSql } from '../support/watched-sql.ts';

// A class that opens the same chat at the same moment: what is the same for all is read once.

const people = 60;
let server: TestServer;
let alice: Person;
let chat: ChatPath;
let guests: Guest[];
let watched: ReturnType<typeof watchSql>;

beforeAll(async () => {
  server = await startTestServer();
  alice = await signUp(server, 'alice');
  chat = await startChat(alice);
  await alice.post(chat.messages, { message: 'hello' });
  guests = await Promise.all(Array.from({ length: people }, (_, i) => comeAsGuest(server, `guest ${i}`)));
  const joining = guests.map(({ token }) => anonymous(server).patch(chat.path, {}, { token }));
  for (const reply of await Promise.all(joining)) arranged(reply, 200);
  watched = watchSql();
});

afterAll(async () => {
  watched?.stop();
  await server?.stop();
});

/** What is asked of the database while all of them open the history, about what is said in it and about what is new there. */
async function openAll(etag = ''): Promise<{ replies: string[]; messages: number; events: number }> {
  watched.seen.length = 0;
  const headers = { 'If-None-Match': etag };
  const opening = guests.map(({ token }) => anonymous(server).get(chat.messages, { token, headers }));
  const replies = (await Promise.all(opening)).map(({ status, text }) => `${status} ${text}`);
  const count = (of: RegExp) => watched.seen.filter((sql) => of.test(sql)).length;
  // Of the chat: what housekeeping looks for each second is of all.
  return {
    replies,
    messages: count(/from `messages` where (`messages`\.)?`chat_id` = /),
    events: count(/from `events` where `chat_id`/),
  };
}

test('sixty who open a history at once are one read of it, as long as nothing is said', async () => {
  // Everyone in it has just come, so the page and its version are asked for anew.
  const first = await openAll();
  expect(new Set(first.replies).size).toBe(1);
  expect(first.replies[0]).toMatch(/^200 .*hello/);
  // The page, and whether anything on it is to disappear.
  expect([first.messages, first.events]).toEqual([2, 1]);
  expect(await openAll()).toEqual({ ...first, messages: 0, events: 0 });

  await alice.post(chat.messages, { message: 'welcome' });
  const second = await openAll();
  expect(second.replies[0]).toContain('welcome');
  expect([second.messages, second.events]).toEqual([1, 0]);
  const { headers } = await alice.get(chat.messages);
  const third = await openAll(headers.get('etag') ?? '');
  expect([new Set(third.replies), third.messages, third.events]).toEqual([new Set(['304 ']), 0, 0]);
});

test('a whisper among what is said is read for each of them, and nobody else is given it', async () => {
  await alice.post(chat.messages, { message: 'psst', to: guests[0]?.user.username });
  const told = await openAll();
  expect(told.replies.map((text) => text.includes('psst'))).toEqual(guests.map((_, i) => i === 0));
  expect(told.messages).toBe(people + 1);
});
