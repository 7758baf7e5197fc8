import { describe, expect } from 'vitest';
import { signUp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { allMine, ask, cursorNow, endedEarly, eventsOf, hold, poll, textsOf } from './polling.ts';
import { send, test } from './stage.ts';

describe('typing', () => {
  test('is a 204, and wakes a held poll on either URL', async ({ alice, bob, chat }) => {
    for (const path of [eventsOf(chat), allMine]) {
      const answer = await hold(bob, path, { cursor: await cursorNow(bob, path, alice) });
      const reply = await alice.post(`${chat.path}typing/`);
      expect([reply.status, reply.text]).toEqual([204, '']);
      const typedAt = performance.now();
      const feed = await endedEarly(answer);
      expect(feed.events).toEqual([]);
      expect(feed.state[chat.uri]).toMatchObject({ typing: ['alice'], online_count: 2 });
      expect((await answer()).endedAt - typedAt).toBeLessThan(1_000);
      await send(alice, chat, 'typed');
    }
  });

  test('is seen by those who poll by interval too, and by a first poll', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    await alice.post(`${chat.path}typing/`);
    expect((await poll(bob, eventsOf(chat), { cursor })).state[chat.uri]?.typing).toEqual(['alice']);
    expect((await poll(bob, allMine, { cursor })).state[chat.uri]?.typing).toEqual(['alice']);
    expect((await poll(bob, allMine)).state[chat.uri]?.typing).toEqual(['alice']);
  });

  test('by several is each of them once', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    for (const person of [alice, bob, alice]) await person.post(`${chat.path}typing/`);
    const { state } = await poll(alice, eventsOf(chat), { cursor });
    expect(state[chat.uri]?.typing.toSorted()).toEqual(['alice', 'bob']);
  });

  test('ends when the message is sent', async ({ alice, bob, chat }) => {
    await cursorNow(bob, eventsOf(chat), alice);
    await alice.post(`${chat.path}typing/`);
    const { cursor, state } = await poll(bob, eventsOf(chat));
    expect(state[chat.uri]?.typing).toEqual(['alice']);
    await send(alice, chat, 'there');
    const after = await poll(bob, eventsOf(chat), { cursor });
    expect(textsOf(after.events)).toEqual(['there']);
    expect(after.state[chat.uri]?.typing).toEqual([]);
  });

  test('ends by itself after about five seconds, and that wakes a held poll', async ({
    alice,
    bob,
    chat,
  }) => {
    await cursorNow(bob, eventsOf(chat), alice);
    await alice.post(`${chat.path}typing/`);
    const typedAt = performance.now();
    const { cursor } = await poll(bob, eventsOf(chat));
    const feed = await endedEarly(await hold(bob, eventsOf(chat), { cursor }));
    expect(feed.state[chat.uri]?.typing).toEqual([]);
    expect(performance.now() - typedAt).toBeGreaterThanOrEqual(4_500);
    expect(performance.now() - typedAt).toBeLessThan(7_500);
  });

  test('stays in its chat and is no event', async ({ server, alice, bob, chat }) => {
    const outsider = await signUp(server, 'deaf');
    const cursor = await cursorNow(outsider, allMine, alice, bob);
    await alice.post(`${chat.path}typing/`);
    expect(await poll(outsider, allMine, { cursor })).toMatchObject({ events: [], state: {} });
    await until(async () => (await poll(bob, allMine)).state[chat.uri]?.typing.length, {
      what: 'it is seen',
    });
    expect((await poll(bob, allMine, { cursor })).events).toEqual([]);
  });

  test('is for members: 403 outside, 401 without a login, 404 where there is no chat', async ({
    alice,
    bob,
    carol,
    nobody,
    chat,
  }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    expect((await carol.post(`${chat.path}typing/`)).status).toBe(403);
    expect((await nobody.post(`${chat.path}typing/`)).status).toBe(401);
    expect((await alice.post('/api/chats/no-such-chat/typing/')).status).toBe(404);
    await carol.patch(chat.path, {});
    await carol.delete(`${chat.path}members/carol/`);
    expect((await carol.post(`${chat.path}typing/`)).status).toBe(403);
    expect((await ask(bob, eventsOf(chat), { cursor })).body.state[chat.uri]?.typing ?? []).toEqual([]);
  });
});
