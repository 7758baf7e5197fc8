import { describe, expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import {
  allMine,
  ask,
  cursorNow,
  endedEarly,
  eventsOf,
  eventsSince,
  hold,
  poll,
  typesOf,
} from './polling.ts';
import { history, send, test } from './stage.ts';
import type { Chat, Message } from './wire.ts';

function reactionPath(chat: ChatPath, messageId: number, emoji: string): string {
  return `${chat.messages}${messageId}/reactions/${encodeURIComponent(emoji)}/`;
}

async function react(person: Person, chat: ChatPath, messageId: number, emoji: string): Promise<void> {
  const reply = await person.put(reactionPath(chat, messageId, emoji));
  expect(Math.floor(reply.status / 100), reply.text).toBe(2);
}

describe('a reaction', () => {
  test('and its withdrawal are told once each, to every member and to no outsider', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    const { id, cursor } = await send(alice, chat, 'look at this');
    for (let i = 0; i < 2; i += 1) await react(bob, chat, id, '🌊');
    for (const reader of [alice, bob]) {
      const events = await eventsSince(reader, eventsOf(chat), cursor);
      expect(events).toMatchObject([{ type: 'reaction.added', chat: chat.uri }]);
      const [shown] = await history(reader, chat);
      expect(events[0]?.data).toEqual(shown);
      expect(JSON.stringify(events)).toContain('🌊');
    }
    for (let i = 0; i < 2; i += 1) await bob.delete(reactionPath(chat, id, '🌊'));
    expect(typesOf(await eventsSince(alice, allMine, cursor))).toEqual([
      'reaction.added',
      'reaction.removed',
    ]);
    expect(await eventsSince(carol, allMine, cursor)).toEqual([]);
  });

  test('wakes a held poll', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'look at this');
    const answer = await hold(alice, eventsOf(chat), { cursor: await cursorNow(alice, eventsOf(chat), bob) });
    await react(bob, chat, id, '👍');
    expect(typesOf((await endedEarly(answer)).events)).toEqual(['reaction.added']);
  });

  test('to a whisper is told to the two alone', async ({ alice, bob, carol, chat }) => {
    await carol.patch(chat.path, {});
    const whisper = await bob.post<Message>(chat.messages, { message: 'psst', to: 'carol' });
    const cursor = await cursorNow(alice);
    await react(carol, chat, whisper.body.id, '🤫');
    expect(typesOf(await eventsSince(bob, allMine, cursor))).toEqual(['reaction.added']);
    expect(await eventsSince(alice, allMine, cursor)).toEqual([]);
    expect((await alice.put(reactionPath(chat, whisper.body.id, '👀'))).status).toBe(404);
    expect(await eventsSince(carol, allMine, cursor)).toHaveLength(1);
  });
});

describe('a new share uri', () => {
  test('is told to the members, whose old cursors work at the new address', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const here = await hold(bob, eventsOf(chat), { cursor });
    const everywhere = await hold(bob, allMine, { cursor });
    const rotated = await alice.post<Chat>(`${chat.path}rotate/`);
    expect(rotated.status, rotated.text).toBe(200);
    const { uri } = rotated.body;
    const moved: ChatPath = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    for (const answer of [here, everywhere]) {
      const { events } = await endedEarly(answer);
      expect(events).toMatchObject([{ type: 'chat.updated', data: { uri } }]);
    }
    expect((await ask(bob, eventsOf(chat), { cursor })).status).toBe(404);
    const after = await send(alice, moved, 'over here');
    const events = await eventsSince(bob, eventsOf(moved), cursor);
    expect(typesOf(events)).toEqual(['chat.updated', 'message.created']);
    expect(events[1]).toMatchObject({ chat: uri, data: { id: after.id } });
    expect(Object.keys((await poll(bob, eventsOf(moved))).state)).toEqual([uri]);
  });
});

describe('a direct chat', () => {
  test('is told to the other side when it is made, and once', async ({ server, alice, carol }) => {
    const other = await signUp(server, 'other-side');
    const cursor = await cursorNow(other);
    const carols = await cursorNow(carol);
    const answer = await hold(other, allMine, { cursor });
    const made = await alice.post<Chat>('/api/directs/', { username: 'other-side' });
    expect(made.status, made.text).toBe(201);
    expect((await endedEarly(answer)).events.length).toBeGreaterThan(0);
    expect((await alice.post('/api/directs/', { username: 'other-side' })).status).toBe(200);
    const events = await eventsSince(other, allMine, cursor);
    const data = { uri: made.body.uri, kind: 'direct', is_member: true };
    expect(events.filter(({ type }) => type === 'chat.created')).toMatchObject([
      { chat: made.body.uri, data },
    ]);
    expect(await eventsSince(carol, allMine, carols)).toEqual([]);
    expect((await ask(carol, `/api/chats/${made.body.uri}/events/`)).status).toBe(404);
  });
});
