import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { allMine, ask, cursorNow, endedEarly, eventsOf, hold, longWaitS, poll, typesOf } from './polling.ts';
import { send, test } from './stage.ts';
import { isoTime, type Member, type Page } from './wire.ts';

describe('who polls is online', () => {
  test('and who does not is not', async ({ server, alice }) => {
    const [comes, stays] = [await signUp(server, 'comes'), await signUp(server, 'stays-away')];
    const chat = await startChat(alice, comes, stays);
    await cursorNow(comes);
    const { state } = await poll(alice, eventsOf(chat));
    expect(state[chat.uri]).toEqual({ online: ['alice', 'comes'], online_count: 2, typing: [] });
    expect((await poll(comes, allMine)).state[chat.uri]).toEqual(state[chat.uri]);
  });

  test('on either URL, held or not', async ({ server, alice }) => {
    const readers = await Promise.all(['by-chat', 'by-all', 'held'].map((name) => signUp(server, name)));
    const chat = await startChat(alice, ...readers);
    const [byChat, byAll, held] = readers;
    if (!byChat || !byAll || !held) throw new Error('three signed up');
    await poll(byChat, eventsOf(chat));
    await poll(byAll, allMine);
    const { cursor } = await send(alice, chat, 'hi');
    const answer = await hold(held, eventsOf(chat), { cursor, wait: 1 });
    const state = (await poll(alice, eventsOf(chat))).state[chat.uri];
    expect(state?.online.toSorted()).toEqual(['alice', 'by-all', 'by-chat', 'held']);
    expect(state?.online_count).toBe(4);
    await answer();
  });

  test('in every chat of theirs', async ({ server, alice }) => {
    const reader = await signUp(server, 'many-chats');
    const chats = [await startChat(alice, reader), await startChat(reader, alice)];
    await poll(reader, eventsOf(chats[0] ?? (await startChat(reader))));
    const { state } = await poll(alice, allMine);
    for (const { uri } of chats) expect(state[uri]?.online).toContain('many-chats');
  });

  test('once, however many tabs and devices there are', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const tabs = [
      await hold(bob, eventsOf(chat), { cursor, client: 'tab-1', wait: 1 }),
      await hold(bob, allMine, { cursor, client: 'tab-2', wait: 1 }),
    ];
    expect((await poll(alice, eventsOf(chat))).state[chat.uri]).toEqual({
      online: ['alice', 'bob'],
      online_count: 2,
      typing: [],
    });
    for (const answer of tabs) await answer();
  });

  test('in the list of members as well, with the time', async ({ server, alice }) => {
    const [comes, stays] = [await signUp(server, 'member-on'), await signUp(server, 'member-off')];
    const chat = await startChat(alice, comes, stays);
    await poll(comes, allMine);
    const { results } = (await alice.get<Page<Member>>(`${chat.path}members/`)).body;
    const byName = new Map(results.map((member) => [member.username, member]));
    expect(byName.get('member-on')).toMatchObject({
      online: true,
      last_seen: expect.stringMatching(isoTime),
    });
    expect(byName.get('member-off')).toMatchObject({ online: false, last_seen: null });
  });
});

describe('somebody’s coming', () => {
  test('wakes a held poll, with state and no events', async ({ server, alice }) => {
    for (const name of ['late', 'later']) {
      const latecomer = await signUp(server, name);
      const chat = await startChat(alice, latecomer);
      const path = name === 'late' ? eventsOf(chat) : allMine;
      const answer = await hold(alice, path, { cursor: await cursorNow(alice, path) });
      await poll(latecomer, allMine);
      const feed = await endedEarly(answer);
      expect(feed.events).toEqual([]);
      expect(feed.state).toEqual({ [chat.uri]: { online: ['alice', name], online_count: 2, typing: [] } });
    }
  });

  test('is told once: the next poll holds again', async ({ server, alice }) => {
    const visitor = await signUp(server, 'visits-once');
    const chat = await startChat(alice, visitor);
    const answer = await hold(alice, eventsOf(chat), { cursor: await cursorNow(alice, eventsOf(chat)) });
    await poll(visitor, allMine);
    const { cursor } = await endedEarly(answer);
    const quiet = await hold(alice, eventsOf(chat), { cursor, wait: 1 });
    await poll(visitor, allMine);
    const { reply, heldMs } = await quiet();
    expect(reply.body).toMatchObject({ events: [], state: {} });
    expect(heldMs).toBeGreaterThanOrEqual(890);
  });

  test('is no business of those who share no chat', async ({ server, alice, bob, chat }) => {
    const stranger = await signUp(server, 'stranger');
    await startChat(stranger);
    const cursor = await cursorNow(bob, allMine, alice);
    const answer = await hold(bob, allMine, { cursor, wait: 1 });
    await poll(stranger, allMine);
    const { reply, heldMs } = await answer();
    expect(reply.body.state).toEqual({});
    expect(heldMs).toBeGreaterThanOrEqual(890);
    expect(Object.keys((await poll(stranger, allMine)).state)).not.toContain(chat.uri);
  });

  test('by joining shows in the state, and leaving takes it away', async ({ alice, carol, chat }) => {
    await poll(carol, allMine);
    let { cursor } = await poll(alice, eventsOf(chat));
    await carol.patch(chat.path, {});
    const joined = await poll(alice, eventsOf(chat), { cursor });
    expect(typesOf(joined.events)).toEqual(['member.joined']);
    expect(joined.state[chat.uri]?.online).toContain('carol');
    cursor = joined.cursor;
    await carol.delete(`${chat.path}members/carol/`);
    const left = await poll(alice, eventsOf(chat), { cursor });
    expect(typesOf(left.events)).toEqual(['member.left']);
    expect(left.state[chat.uri]?.online).not.toContain('carol');
  });
});

describe('state', () => {
  test('holds only the chats where it changed since the cursor', async ({ server, alice, bob }) => {
    const comer = await signUp(server, 'comer');
    const [changing, quiet] = [await startChat(alice, bob, comer), await startChat(alice, bob)];
    const cursor = await cursorNow(bob, allMine, alice);
    await send(alice, quiet, 'only words');
    await poll(comer, allMine);
    const { state, events } = await poll(bob, allMine, { cursor });
    expect(Object.keys(state)).toEqual([changing.uri]);
    expect(typesOf(events)).toEqual(['message.created']);
  });

  test('comes in full with a cursor that has shown none, from a page of history or a sent message', async ({
    alice,
    bob,
    chat,
  }) => {
    await cursorNow(bob, allMine, alice);
    const { cursor: ofHistory } = (await bob.get<{ cursor: string }>(chat.messages)).body;
    for (const cursor of [ofHistory, (await send(bob, chat, 'hi')).cursor]) {
      const { body } = await ask(bob, eventsOf(chat), { cursor, wait: longWaitS });
      expect(body.state[chat.uri]).toMatchObject({ online: ['alice', 'bob'], online_count: 2 });
    }
  });
});
