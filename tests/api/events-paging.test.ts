import { describe, expect } from 'vitest';
import { allMine, ask, cursorNow, eventsOf, eventsSince, poll, textsOf } from './polling.ts';
import { refusedFields, send, test } from './stage.ts';

const maxBytes = 256 * 1024;

describe('limit', () => {
  test('cuts the answer, oldest first, and has_more says that there is more', async ({
    alice,
    bob,
    chat,
  }) => {
    const cursor = await cursorNow(bob);
    const sent = Array.from({ length: 7 }, (_, index) => `number ${index}`);
    for (const text of sent) await send(alice, chat, text);
    for (const path of [eventsOf(chat), allMine]) {
      const first = await poll(bob, path, { cursor, limit: 3 });
      expect(textsOf(first.events)).toEqual(sent.slice(0, 3));
      expect(first.has_more).toBe(true);
      const second = await poll(bob, path, { cursor: first.cursor, limit: 4 });
      expect(textsOf(second.events)).toEqual(sent.slice(3));
      expect(second.has_more).toBe(false);
    }
  });

  test('pages through everything once, whatever its size', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    const sent = Array.from({ length: 10 }, (_, index) => `number ${index}`);
    for (const text of sent) await send(alice, chat, text);
    for (const limit of [1, 2, 3, 10, 500]) {
      expect(textsOf(await eventsSince(bob, eventsOf(chat), cursor, limit))).toEqual(sent);
    }
  });

  test('counts only what this reader may see', async ({ alice, bob, carol, chat }) => {
    await carol.patch(chat.path, {});
    const cursor = await cursorNow(bob);
    for (let i = 0; i < 5; i += 1) await alice.post(chat.messages, { message: 'psst', to: 'carol' });
    await send(alice, chat, 'one');
    await alice.post(chat.messages, { message: 'psst', to: 'carol' });
    await send(alice, chat, 'two');
    const first = await poll(bob, eventsOf(chat), { cursor, limit: 1 });
    expect(textsOf(first.events)).toEqual(['one']);
    expect(first.has_more).toBe(true);
    const second = await poll(bob, eventsOf(chat), { cursor: first.cursor, limit: 1 });
    expect(textsOf(second.events)).toEqual(['two']);
    expect(second.has_more).toBe(false);
  });

  test('is 200 unless said, and beyond 500 it is lowered', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    for (let i = 0; i < 26; i += 1) {
      await Promise.all(Array.from({ length: 20 }, () => alice.post(chat.messages, { message: 'hm' })));
    }
    expect((await poll(bob, eventsOf(chat), { cursor })).events).toHaveLength(200);
    for (const limit of [501, 100_000, '9'.repeat(25)]) {
      const page = await poll(bob, eventsOf(chat), { cursor, limit });
      // Either bound may be the one that cuts: a page of this many short messages is near 256 KiB.
      expect(page.events.length).toBeGreaterThan(200);
      expect(page.events.length).toBeLessThanOrEqual(500);
      expect(page.has_more).toBe(true);
    }
    const all = await eventsSince(bob, eventsOf(chat), cursor, 500);
    expect(new Set(all.map((event) => event.id)).size).toBe(520);
  });

  test.for(['0', '-1', 'abc', '1.5', 'NaN', '1e3'])(
    'is refused when it is %s',
    async (limit, { alice, chat }) => {
      for (const path of [eventsOf(chat), allMine]) {
        expect(Object.keys(refusedFields(await ask(alice, path, { limit })))).toEqual(['limit']);
      }
    },
  );
});

describe('a response', () => {
  test('stops at 256 KiB, and the next one goes on', async ({ alice, bob, chat }) => {
    let { cursor } = await poll(bob, eventsOf(chat));
    const sent = Array.from({ length: 20 }, (_, index) => `${index} ${'🌊'.repeat(3_990)}`);
    for (const text of sent) await send(alice, chat, text);
    const received: string[] = [];
    let pages = 0;
    for (let hasMore = true; hasMore; pages += 1) {
      const { text, body } = await ask(bob, eventsOf(chat), { cursor });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
      received.push(...textsOf(body.events));
      ({ cursor, has_more: hasMore } = body);
    }
    expect(received).toEqual(sent);
    expect(pages).toBe(2);
  });
});
