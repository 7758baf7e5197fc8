import { describe, expect } from 'vitest';
import { type ChatPath, newName, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsOf, eventsSince, hold } from './polling.ts';
import { send, test } from './stage.ts';
import type { Chat, OwnProfile, Refusal, Sent, User } from './wire.ts';

const pair = test
  .extend('dora', async ({ server }) => signUp(server, newName('dora')))
  .extend('emil', async ({ server }) => signUp(server, newName('emil')))
  .extend('direct', ({ dora, emil }) => openDirect(dora, emil));

async function openDirect(one: Person, other: Person): Promise<ChatPath> {
  const { uri } = (await one.post<Chat>('/api/directs/', { username: other.username })).body;
  return { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
}

async function read(reader: Person, chat: ChatPath, messageId: number): Promise<void> {
  const reply = await reader.put(`${chat.path}read/`, { message_id: messageId });
  expect(reply.status, reply.text).toBe(200);
}

/** Up to where the other one of a private chat has read, as this person's snapshot says. */
async function seen(person: Person, chat: ChatPath): Promise<number | undefined> {
  return (await person.get<Chat>(chat.path)).body.seen_message_id;
}

/** The same of each event of it. */
async function seenSince(person: Person, cursor: string): Promise<unknown[]> {
  const events = await eventsSince(person, allMine, cursor);
  return events.flatMap(({ type, data }) =>
    type === 'seen.updated' ? [(data as { message_id: number | null }).message_id] : [],
  );
}

const tell = (person: Person, isTold: boolean) => person.patch('/auth/users/me/', { read_receipts: isTold });

async function readersOf(asker: Person, chat: ChatPath, id: number): Promise<string[]> {
  const reply = await asker.get<{ seen_by: User[] }>(`${chat.messages}${id}/seen/`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body.seen_by.map(({ username }) => username);
}

describe('in a private chat', () => {
  pair(
    'each learns at once what the other has read, and nobody else does',
    async ({ dora, emil, direct, alice }) => {
      const first = await send(dora, direct, 'Have you read this?');
      expect(await seen(dora, direct)).toBeUndefined();
      const cursors = [await cursorNow(emil), await cursorNow(alice)] as const;
      const held = await hold(dora, eventsOf(direct), { cursor: await cursorNow(dora, eventsOf(direct)) });
      await read(emil, direct, first.id);
      expect((await held()).reply.body.events).toMatchObject([
        { type: 'seen.updated', chat: direct.uri, data: { message_id: first.id } },
      ]);
      expect(await seen(dora, direct)).toBe(first.id);
      const again = await dora.post<Chat>('/api/directs/', { username: emil.username });
      expect(again.body.seen_message_id).toBe(first.id);
      expect(await seenSince(emil, cursors[0])).toEqual([]);
      expect(await eventsSince(alice, allMine, cursors[1])).toEqual([]);
      // An answer says that it was read by itself, and no more than it is.
      const answer = await send(emil, direct, 'I have');
      expect(await seen(dora, direct)).toBe(first.id);
      await read(emil, direct, answer.id + 1000);
      expect(await seen(dora, direct)).toBe(answer.id);
      expect(await seen(emil, direct)).toBeUndefined();
    },
  );

  pair(
    'who keeps it to themselves is told nothing either, from any cursor, until they tell again',
    async ({ dora, emil, direct }) => {
      const cursors = [await cursorNow(dora), await cursorNow(emil)] as const;
      const said = await send(dora, direct, 'Have you read this?');
      const answer = await send(emil, direct, 'Have you read this, too?');
      await read(emil, direct, answer.id);
      await read(dora, direct, answer.id);
      expect(await seenSince(dora, cursors[0])).toEqual([answer.id]);
      const { body } = await tell(emil, false);
      expect((body as OwnProfile).read_receipts).toBe(false);
      expect((await emil.get<OwnProfile>('/auth/me/')).body.read_receipts).toBe(false);
      for (const [person, cursor] of [
        [dora, cursors[0]],
        [emil, cursors[1]],
      ] as const) {
        expect(await seen(person, direct)).toBeUndefined();
        // Of before, and the news that it ended.
        expect(await seenSince(person, cursor)).toEqual([null, null]);
      }
      const quiet = await cursorNow(dora);
      const next = await send(dora, direct, 'And this?');
      await read(emil, direct, next.id);
      // Nor that there was something to tell, nor to anybody that the setting is another.
      expect((await eventsSince(dora, allMine, quiet)).map(({ type }) => type)).toEqual(['message.created']);
      expect((await dora.get<Refusal>(`${direct.messages}${said.id}/seen/`)).body).toEqual({ seen_by: [] });
      await tell(emil, true);
      expect(await seenSince(dora, quiet)).toEqual([next.id]);
      expect(await seen(dora, direct)).toBe(next.id);
    },
  );

  pair(
    'who blocks the other ends it for both, and lifting the block begins it',
    async ({ dora, emil, direct }) => {
      const cursor = await cursorNow(dora);
      const said = await send(dora, direct, 'Have you read this?');
      await read(emil, direct, said.id);
      const block = `/api/blocks/${dora.username}/`;
      expect((await emil.put(block)).status).toBe(201);
      for (const person of [dora, emil]) expect(await seen(person, direct)).toBeUndefined();
      expect(await seenSince(dora, cursor)).toEqual([null, null]);
      expect(await readersOf(dora, direct, said.id)).toEqual([]);
      expect((await emil.delete(block)).status).toBe(204);
      expect(await seen(dora, direct)).toBe(said.id);
      expect(await seenSince(dora, cursor)).toEqual([said.id, said.id, said.id]);
    },
  );

  pair('who comes back has not read what was said while they were away', async ({ dora, emil, direct }) => {
    const before = await send(dora, direct, 'Have you read this?');
    await read(emil, direct, before.id);
    await emil.delete(`${direct.path}members/${emil.username}/`);
    expect(await seen(dora, direct)).toBeUndefined();
    const missed = await send(dora, direct, 'And this?');
    await openDirect(dora, emil);
    expect(await seen(dora, direct)).toBeUndefined();
    expect(await readersOf(dora, direct, missed.id)).toEqual([]);
    const after = await send(dora, direct, 'And this?');
    await read(emil, direct, after.id);
    expect(await seen(dora, direct)).toBe(after.id);
  });
});

describe('in a small chat one is told, when one asks, who has read a message', () => {
  test('of those who were there and have, without its author and oneself', async ({
    server,
    alice,
    bob,
    carol,
  }) => {
    const [dan, eve] = await Promise.all([1, 2].map(() => signUp(server, newName('reader'))));
    if (!dan || !eve) throw new Error('Nobody came.');
    const chat = await startChat(alice, bob, carol, dan);
    const said = await send(alice, chat, 'Supper at six');
    for (const person of [alice, bob, dan]) await read(person, chat, said.id);
    const later = await send(carol, chat, 'Fine');
    await read(carol, chat, later.id);
    // Nobody has read what was said before they came, though nothing of it is unread to them.
    await eve.patch(chat.path, {});
    expect(await readersOf(alice, chat, said.id)).toEqual([bob, carol, dan].map(({ username }) => username));
    expect(await readersOf(bob, chat, said.id)).toEqual([carol, dan].map(({ username }) => username));
    expect(await readersOf(eve, chat, later.id)).toEqual([]);
    await tell(dan, false);
    await bob.delete(`${chat.path}members/${bob.username}/`);
    expect(await readersOf(alice, chat, said.id)).toEqual([carol.username]);
    const refused = await dan.get<Refusal>(`${chat.messages}${said.id}/seen/`);
    expect([refused.status, refused.body.code]).toEqual([403, 'no_read_receipts']);
    expect((await bob.get(`${chat.messages}${said.id}/seen/`)).status).toBe(403);
  });

  test('and nothing of a whisper to who is neither of its two', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const aloud = await send(carol, chat, 'Hello');
    const whisper = (await alice.post<Sent>(chat.messages, { message: 'psst', to: bob.username })).body;
    const later = await send(alice, chat, 'Hello to you');
    const cursor = await cursorNow(carol);
    await read(bob, chat, whisper.id);
    // Beyond the whisper, which is nothing that she has read.
    await read(carol, chat, later.id);
    expect(await readersOf(alice, chat, whisper.id)).toEqual([bob.username]);
    expect((await carol.get(`${chat.messages}${whisper.id}/seen/`)).status).toBe(404);
    expect((await carol.get(`${chat.messages}${whisper.id + 1000}/seen/`)).status).toBe(404);
    expect(await readersOf(carol, chat, aloud.id)).toEqual([bob.username]);
    expect((await eventsSince(carol, allMine, cursor)).map(({ type }) => type)).toEqual(['read.updated']);
  });

  test('of twenty people, and not of more', async ({ server, alice, bob }) => {
    const others = await Promise.all(Array.from({ length: 18 }, () => signUp(server, newName('one'))));
    const chat = await startChat(alice, bob, ...others);
    const said = await send(alice, chat, 'Hello');
    await read(bob, chat, said.id);
    expect(await readersOf(alice, chat, said.id)).toEqual([bob.username]);
    await (await signUp(server, newName('one'))).patch(chat.path, {});
    const refused = await alice.get<Refusal>(`${chat.messages}${said.id}/seen/`);
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_members']);
  });
});
