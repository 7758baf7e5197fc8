import { describe, expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsOf, eventsSince, type FeedEvent, typesOf } from './polling.ts';
import { history, send, test } from './stage.ts';
import { isoTime, type Message } from './wire.ts';

/** The same from both URLs, or the test fails. */
async function told(reader: Person, chat: ChatPath, cursor: string): Promise<FeedEvent[]> {
  const events = await eventsSince(reader, eventsOf(chat), cursor);
  expect(await eventsSince(reader, allMine, cursor)).toEqual(events);
  return events;
}

async function messageIn(reader: Person, chat: ChatPath, id: number): Promise<Message | undefined> {
  return (await history(reader, chat)).find((message) => message.id === id);
}

describe('a message', () => {
  test('that is sent is told as the history shows it', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    const { id } = await send(alice, chat, '<b>Great</b>, I love it\n');
    const events = await told(bob, chat, cursor);
    expect(events).toEqual([
      {
        id: expect.any(String),
        type: 'message.created',
        chat: chat.uri,
        at: expect.stringMatching(isoTime),
        data: await messageIn(bob, chat, id),
      },
    ]);
  });

  test('that is sent is told to its author too', async ({ alice, chat }) => {
    const cursor = await cursorNow(alice);
    const { id } = await send(alice, chat, 'to my other device');
    const events = await told(alice, chat, cursor);
    expect(events.find((event) => event.type === 'message.created')?.data).toMatchObject({ id });
  });

  test('that is sent twice under one key is told once', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    for (let i = 0; i < 2; i += 1)
      await alice.post(chat.messages, { message: 'once', client_id: 'told-once' });
    const events = await told(bob, chat, cursor);
    expect(events).toMatchObject([{ type: 'message.created', data: { client_id: 'told-once' } }]);
  });

  test('that is edited is told with its new text and score', async ({ alice, bob, chat }) => {
    const { id, cursor } = await send(alice, chat, 'This is awful');
    await alice.patch(`${chat.messages}${id}/`, { message: 'This is wonderful' });
    const events = await told(bob, chat, cursor);
    const shown = await messageIn(bob, chat, id);
    expect(shown?.message).toBe('This is wonderful');
    expect(events).toMatchObject([{ type: 'message.updated', chat: chat.uri }]);
    expect(events[0]?.data).toEqual(shown);
  });

  test('that is deleted is told as a tombstone', async ({ alice, bob, chat }) => {
    const { id, cursor } = await send(bob, chat, 'never mind');
    await alice.delete(`${chat.messages}${id}/`);
    const events = await told(bob, chat, cursor);
    expect(events).toMatchObject([{ type: 'message.deleted', chat: chat.uri, data: { id, deleted: true } }]);
    expect(events[0]?.data).toEqual(await messageIn(bob, chat, id));
  });

  test('that is refused is told to nobody', async ({ alice, bob, carol, chat }) => {
    const cursor = await cursorNow(bob);
    const { id } = await send(alice, chat, 'mine');
    await bob.patch(`${chat.messages}${id}/`, { message: 'not yours' });
    await bob.delete(`${chat.messages}${id}/`);
    await carol.post(chat.messages, { message: 'let me in' });
    await bob.post(chat.messages, { message: ' ' });
    await bob.post(chat.messages, { message: 'psst', to: 'carol' });
    expect(typesOf(await told(bob, chat, cursor))).toEqual(['message.created']);
  });

  test('of many writers at once is told once each, in the order of the history', async ({
    alice,
    bob,
    chat,
  }) => {
    const cursor = await cursorNow(bob);
    const texts = Array.from({ length: 40 }, (_, index) => `${index}`);
    const senders = [alice, bob];
    await Promise.all(texts.map((text, index) => send(senders[index % 2] ?? alice, chat, text)));
    const events = await told(bob, chat, cursor);
    const created = events.filter((event) => event.type === 'message.created');
    expect(created.map((event) => event.data)).toEqual(await history(bob, chat));
    expect(created).toHaveLength(40);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  });
});

describe('a whisper', () => {
  test('is told to the two alone, and so are its edit and its deletion', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    await carol.patch(chat.path, {});
    const cursor = await cursorNow(alice);
    const sent = await bob.post<Message>(chat.messages, { message: 'just us', to: 'carol' });
    expect(sent.status, sent.text).toBe(201);
    const path = `${chat.messages}${sent.body.id}/`;
    const types = ['message.created', 'message.updated', 'message.deleted'];
    await bob.patch(path, { message: 'just the two of us' });
    for (const reader of [bob, carol]) {
      const [created, updated] = (await told(reader, chat, cursor)).filter(({ type }) =>
        types.includes(type),
      );
      // As it is now: of an edited text no event keeps what was said before.
      expect(created?.data).toMatchObject({ message: 'just the two of us', to: { username: 'carol' } });
      expect(updated?.data).toEqual(await messageIn(reader, chat, sent.body.id));
    }
    await bob.delete(path);
    for (const reader of [bob, carol]) {
      expect(typesOf(await told(reader, chat, cursor)).filter((type) => types.includes(type))).toEqual(types);
    }
    expect(await told(alice, chat, cursor)).toEqual([]);
  });

  test('stays hidden from those who join or come to moderate', async ({
    server,
    alice,
    bob,
    carol,
    chat,
  }) => {
    await carol.patch(chat.path, {});
    const before = await cursorNow(alice);
    await bob.post(chat.messages, { message: 'between you and me', to: 'carol' });
    const newcomer = await signUp(server, 'newcomer');
    await newcomer.patch(chat.path, {});
    await alice.patch(`${chat.path}members/newcomer/`, { role: 'owner' });
    for (const reader of [alice, newcomer]) {
      for (const path of [eventsOf(chat), allMine]) {
        const events = await eventsSince(reader, path, before);
        expect(JSON.stringify(events)).not.toContain('between you and me');
        expect(typesOf(events)).toContain('member.joined');
      }
    }
  });
});
