import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, type Reply, signUp } from '../support/person.ts';
import { allMine, ask, cursorNow, eventsOf, type Feed, hold, textsOf } from './polling.ts';
import { promote, send, test } from './stage.ts';

async function tagOf(reader: Person, path: string, cursor: string): Promise<string> {
  const reply = await ask(reader, path, { cursor });
  expect(reply.status, reply.text).toBe(200);
  return reply.headers.get('etag') ?? '';
}

function askAgain(reader: Person, path: string, cursor: string, etag: string): Promise<Reply<Feed>> {
  return ask(reader, path, { cursor }, { headers: { 'If-None-Match': etag } });
}

describe('a poll that is not held', () => {
  test('may be kept by its reader alone, and is checked each time', async ({ alice, chat }) => {
    for (const path of [eventsOf(chat), allMine]) {
      const cursor = await cursorNow(alice, path);
      for (const query of [{}, { cursor }, { cursor, wait: 0 }]) {
        const { headers } = await ask(alice, path, query);
        expect(headers.get('cache-control')).toBe('private, no-cache');
        expect(headers.get('etag')).toMatch(/^W\/"[^"]+"$/);
        expect(headers.get('vary')?.toLowerCase()).toContain('authorization');
      }
    }
  });

  test('with nothing new is a 304 without a body', async ({ alice, bob, chat }) => {
    for (const path of [eventsOf(chat), allMine]) {
      const cursor = await cursorNow(alice, path, bob);
      const etag = await tagOf(alice, path, cursor);
      const reply = await askAgain(alice, path, cursor, etag);
      expect(reply.status).toBe(304);
      expect(reply.text).toBe('');
      expect(reply.headers.get('etag')).toBe(etag);
      expect(reply.headers.get('cache-control')).toBe('private, no-cache');
      expect((await askAgain(alice, path, cursor, `"other", ${etag}`)).status).toBe(304);
      expect((await askAgain(alice, path, cursor, 'W/"other"')).status).toBe(200);
    }
  });

  test('with news is a 200 under another ETag', async ({ alice, bob, chat }) => {
    for (const path of [eventsOf(chat), allMine]) {
      const cursor = await cursorNow(bob, path, alice);
      const seen = new Set([await tagOf(bob, path, cursor)]);
      const { id } = await send(alice, chat, 'news');
      const changes = [
        () => alice.patch(`${chat.messages}${id}/`, { message: 'better news' }),
        () => alice.delete(`${chat.messages}${id}/`),
        () => alice.post(`${chat.path}typing/`),
      ];
      for (const change of changes) {
        const [latest = ''] = [...seen].slice(-1);
        const reply = await askAgain(bob, path, cursor, latest);
        expect(reply.status).toBe(200);
        seen.add(reply.headers.get('etag') ?? '');
        await change();
      }
      expect(seen.size).toBe(1 + changes.length);
    }
  });

  test('is a 200 when somebody comes online, with no events', async ({ server, alice, chat }) => {
    const visitor = await signUp(server, 'visitor');
    await visitor.patch(chat.path, {});
    const cursor = await cursorNow(alice, eventsOf(chat));
    const etag = await tagOf(alice, eventsOf(chat), cursor);
    expect((await askAgain(alice, eventsOf(chat), cursor, etag)).status).toBe(304);
    await cursorNow(visitor);
    const reply = await askAgain(alice, eventsOf(chat), cursor, etag);
    expect(reply.status).toBe(200);
    expect(reply.body.events).toEqual([]);
    expect(reply.body.state[chat.uri]?.online).toContain('visitor');
  });
});

describe('what is none of a reader’s business', () => {
  test('leaves the ETag and wakes nobody: whispers of others, other chats, read markers', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    await carol.patch(chat.path, {});
    const without = await startChat(alice, carol);
    const { id: read } = await send(alice, chat, 'to read');
    const cursor = await cursorNow(bob, eventsOf(chat), alice, carol);
    const ofAll = await cursorNow(bob, allMine);
    const tags = [await tagOf(bob, eventsOf(chat), cursor), await tagOf(bob, allMine, ofAll)] as const;
    const held = [
      await hold(bob, eventsOf(chat), { cursor, wait: 1 }),
      await hold(bob, allMine, { cursor: ofAll, wait: 1 }),
    ];

    const whisper = await alice.post<{ id: number }>(chat.messages, { message: 'psst', to: 'carol' });
    expect(whisper.status, whisper.text).toBe(201);
    await alice.patch(`${chat.messages}${whisper.body.id}/`, { message: 'psst!' });
    await alice.delete(`${chat.messages}${whisper.body.id}/`);
    await send(alice, without, 'elsewhere');
    await promote(alice, without, carol);
    await alice.put(`${chat.path}read/`, { message_id: read });
    await carol.put(`${chat.path}read/`, { message_id: read });

    expect((await askAgain(bob, eventsOf(chat), cursor, tags[0])).status).toBe(304);
    expect((await askAgain(bob, allMine, ofAll, tags[1])).status).toBe(304);
    for (const answer of held) {
      const { reply, heldMs } = await answer();
      expect(reply.body).toMatchObject({ events: [], state: {} });
      expect(heldMs).toBeGreaterThanOrEqual(890);
    }
  });
});

describe('the ETag opens no door', () => {
  test('for outsiders, nobody, or one who was removed', async ({ alice, bob, carol, nobody, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const etag = await tagOf(bob, eventsOf(chat), cursor);
    const conditional = { headers: { 'If-None-Match': etag } };
    expect((await askAgain(carol, eventsOf(chat), cursor, etag)).status).toBe(403);
    expect((await ask(nobody, eventsOf(chat), { cursor }, conditional)).status).toBe(401);
    expect((await ask(nobody, allMine, { cursor }, conditional)).status).toBe(401);
    await alice.delete(`${chat.path}members/bob/`);
    expect((await askAgain(bob, eventsOf(chat), cursor, etag)).status).toBe(403);
  });

  test('of one reader’s news for another reader', async ({ alice, bob, carol, chat }) => {
    await carol.patch(chat.path, {});
    const cursor = await cursorNow(bob, eventsOf(chat), alice, carol);
    await send(alice, chat, 'for all');
    await alice.post(chat.messages, { message: 'for carol', to: 'carol' });
    const etag = await tagOf(bob, eventsOf(chat), cursor);
    const reply = await askAgain(carol, eventsOf(chat), cursor, etag);
    expect(reply.status).toBe(200);
    expect(textsOf(reply.body.events)).toEqual(['for all', 'for carol']);
  });
});
