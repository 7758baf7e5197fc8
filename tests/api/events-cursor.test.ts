import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { allMine, ask, cursorNow, eventsOf, eventsSince, poll, textsOf } from './polling.ts';
import { refusedFields, send, test } from './stage.ts';
import type { History, Refusal } from './wire.ts';

describe('without a cursor', () => {
  test('a poll answers at once, with no events, a cursor and the advice to hold', async ({ alice, chat }) => {
    await send(alice, chat, 'already there');
    for (const path of [eventsOf(chat), allMine]) {
      const { cursor, ...answer } = await poll(alice, path, { wait: 20 });
      expect(cursor).toMatch(/^.+$/);
      expect(answer).toMatchObject({ events: [], has_more: false, poll: { mode: 'long', retry: 0 } });
      expect(answer.poll.wait).toBeGreaterThan(0);
      expect(answer.poll.interval).toBeGreaterThan(0);
    }
  });

  test('it shows the state of every chat asked about', async ({ alice, bob, chat }) => {
    const other = await startChat(bob, alice);
    const shown = { online: ['alice'], online_count: 1, typing: [] };
    expect((await poll(alice, eventsOf(chat))).state[chat.uri]).toMatchObject(shown);
    expect(Object.keys((await poll(alice, eventsOf(chat))).state)).toEqual([chat.uri]);
    const uris = Object.keys((await poll(alice, allMine)).state);
    expect(uris).toEqual(expect.arrayContaining([chat.uri, other.uri]));
  });

  test('an empty one is none', async ({ alice, chat }) => {
    await send(alice, chat, 'already there');
    expect((await poll(alice, eventsOf(chat), { cursor: '' })).events).toEqual([]);
  });
});

describe('a cursor', () => {
  test('brings what came after it, in order, and not what it stands on', async ({ alice, bob, chat }) => {
    await send(alice, chat, 'before');
    const cursor = await cursorNow(bob, eventsOf(chat));
    for (const text of ['one', 'two', 'three']) await send(alice, chat, text);
    const first = await poll(bob, eventsOf(chat), { cursor });
    expect(textsOf(first.events)).toEqual(['one', 'two', 'three']);
    expect(first.has_more).toBe(false);
    expect((await poll(bob, eventsOf(chat), { cursor: first.cursor })).events).toEqual([]);
  });

  test('brings the same each time it is used', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'again and again');
    const once = await poll(bob, allMine, { cursor });
    expect((await poll(bob, allMine, { cursor })).events).toEqual(once.events);
    expect(once.events).toHaveLength(1);
  });

  test('works the same on both URLs', async ({ alice, bob, chat }) => {
    const ofAll = await cursorNow(bob, allMine);
    const ofChat = await cursorNow(bob, eventsOf(chat));
    await send(alice, chat, 'for both');
    for (const cursor of [ofAll, ofChat]) {
      const here = await eventsSince(bob, eventsOf(chat), cursor);
      expect(textsOf(here)).toEqual(['for both']);
      expect(await eventsSince(bob, allMine, cursor)).toEqual(here);
    }
  });

  test('comes with a page of history too, and stands behind it', async ({ alice, bob, chat }) => {
    await send(alice, chat, 'in the page');
    const { cursor } = (await bob.get<History>(chat.messages)).body;
    await send(alice, chat, 'after the page');
    for (const path of [eventsOf(chat), allMine]) {
      expect(textsOf(await eventsSince(bob, path, cursor))).toEqual(['after the page']);
    }
  });

  test('comes with a sent message too, and stands behind it', async ({ alice, bob, chat }) => {
    const { cursor } = await send(bob, chat, 'mine');
    await send(alice, chat, 'the reply');
    for (const path of [eventsOf(chat), allMine]) {
      expect(textsOf(await eventsSince(bob, path, cursor))).toEqual(['the reply']);
    }
  });

  test('of one chat’s URL brings nothing of another chat', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    const cursor = await cursorNow(bob);
    await send(alice, other, 'elsewhere');
    await send(alice, chat, 'here');
    expect(textsOf(await eventsSince(bob, eventsOf(chat), cursor))).toEqual(['here']);
    expect(textsOf(await eventsSince(bob, allMine, cursor))).toEqual(['elsewhere', 'here']);
  });

  test('goes on where it was after a restart of the server', async ({ server, alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat));
    await send(alice, chat, 'before the restart');
    await server.halt();
    await server.resume();
    const back = await poll(bob, eventsOf(chat), { cursor });
    expect(textsOf(back.events)).toEqual(['before the restart']);
    await send(alice, chat, 'after the restart');
    expect(textsOf(await eventsSince(bob, allMine, back.cursor))).toEqual(['after the restart']);
  });
});

describe('what is no cursor', () => {
  const garbage = [
    'x',
    '0',
    '-1',
    'null',
    '%',
    '\u0000',
    '../..',
    '{"position":1}',
    'Zm9vYmFy',
    '9'.repeat(30),
  ];
  test.for([...garbage, 'A'.repeat(5000)])('is a 400: %j', async (cursor, { alice, chat }) => {
    for (const path of [eventsOf(chat), allMine]) {
      expect(Object.keys(refusedFields(await ask(alice, path, { cursor, wait: 20 })))).toEqual(['cursor']);
    }
  });

  test('but was one before somebody cut or changed it does no harm', async ({ alice, chat }) => {
    const { cursor } = await send(alice, chat, 'real');
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = [`${cursor.slice(0, at)}Q${cursor.slice(at + 1)}`, cursor.slice(0, at)];
      for (const each of changed) {
        expect([200, 400, 410]).toContain((await ask(alice, eventsOf(chat), { cursor: each })).status);
      }
    }
  });

  test('here but in another database is a 410 that says so', async ({ alice, chat }) => {
    const elsewhere = await startTestServer();
    const { cursor } = await send(alice, chat, 'here');
    try {
      const twin = await signUp(elsewhere, 'alice');
      const twinChat = await startChat(twin);
      const foreign = (await send(twin, twinChat, 'there')).cursor;
      for (const [reader, path, lost] of [
        [alice, eventsOf(chat), foreign],
        [alice, allMine, foreign],
        [twin, allMine, cursor],
      ] as const) {
        const reply = await ask(reader, path, { cursor: lost, wait: 20 });
        expect(reply.status, reply.text).toBe(410);
        const { detail, code }: Refusal = Object(reply.body);
        expect(code).toBe('cursor_expired');
        expect(detail).toMatch(/\w/);
      }
    } finally {
      await elsewhere.stop();
    }
  });
});
