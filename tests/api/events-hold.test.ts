import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import {
  allMine,
  ask,
  atOnceMs,
  cursorNow,
  endedEarly,
  eventsOf,
  hold,
  longWaitS,
  poll,
  textsOf,
} from './polling.ts';
import { refusedFields, send, test } from './stage.ts';

/** The server looks at its deadlines several times a second, and the answer has to travel. */
const slackMs = 400;

describe('a held poll', () => {
  test('on either URL is answered by a message well within 300 ms', async ({ alice, bob, chat }) => {
    for (const path of [eventsOf(chat), allMine]) {
      let { cursor } = await poll(bob, path);
      const delays: number[] = [];
      for (const text of ['one', 'two', 'three', 'four', 'five']) {
        const answer = await hold(bob, path, { cursor });
        await send(alice, chat, text);
        const sentAt = performance.now();
        const feed = await endedEarly(answer);
        expect(textsOf(feed.events)).toEqual([text]);
        delays.push((await answer()).endedAt - sentAt);
        cursor = feed.cursor;
      }
      const [, , median] = delays.toSorted((a, b) => a - b);
      expect(median).toBeLessThan(300);
    }
  });

  test('is answered at once when there is news already', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'waiting for you');
    const startedAt = performance.now();
    const feed = await poll(bob, allMine, { cursor, wait: longWaitS });
    expect(performance.now() - startedAt).toBeLessThan(atOnceMs);
    expect(textsOf(feed.events)).toEqual(['waiting for you']);
  });

  test('without news ends at its time, shortened by at most a tenth', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const polls = Array.from({ length: 5 }, () => hold(bob, eventsOf(chat), { cursor, wait: 2 }));
    for (const answer of await Promise.all(polls)) {
      const { reply, heldMs } = await answer();
      expect(reply.status, reply.text).toBe(200);
      expect(reply.body).toMatchObject({ events: [], has_more: false, state: {}, poll: { mode: 'long' } });
      expect(heldMs).toBeGreaterThanOrEqual(1_790);
      expect(heldMs).toBeLessThan(2_000 + slackMs);
      expect(reply.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('ends with a cursor to go on from, which misses nothing', async ({ alice, bob, carol, chat }) => {
    await carol.patch(chat.path, {});
    const cursor = await cursorNow(bob, eventsOf(chat), alice, carol);
    const answer = await hold(bob, eventsOf(chat), { cursor, wait: 1 });
    await alice.post(chat.messages, { message: 'not for bob', to: 'carol' });
    const { reply } = await answer();
    expect(reply.body.events).toEqual([]);
    expect(reply.body.cursor).not.toBe(cursor);
    await send(alice, chat, 'for bob');
    expect(textsOf((await poll(bob, eventsOf(chat), { cursor: reply.body.cursor })).events)).toEqual([
      'for bob',
    ]);
  });

  test('is not woken by another chat', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const answer = await hold(bob, eventsOf(chat), { cursor, wait: 1 });
    await send(alice, other, 'elsewhere');
    const { reply, heldMs } = await answer();
    expect(reply.body.events).toEqual([]);
    expect(heldMs).toBeGreaterThanOrEqual(890);
  });

  test('that brings news is not stored either', async ({ alice, bob, chat }) => {
    const answer = await hold(bob, allMine, { cursor: await cursorNow(bob) });
    await send(alice, chat, 'news');
    const { reply } = await answer();
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(textsOf(reply.body.events)).toEqual(['news']);
  });

  test('given up by its reader costs nobody anything', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    for (let i = 0; i < 10; i += 1) {
      const giveUp = new AbortController();
      const answer = ask(bob, allMine, { cursor, wait: longWaitS }, { signal: giveUp.signal });
      await poll(bob, allMine);
      giveUp.abort();
      await expect(answer).rejects.toThrow();
    }
    const answer = await hold(bob, allMine, { cursor });
    await send(alice, chat, 'still there?');
    const feed = await endedEarly(answer);
    expect(textsOf(feed.events)).toEqual(['still there?']);
    expect(feed.poll.mode).toBe('long');
  });
});

describe('wait', () => {
  test('is 0 unless said: an answer at once', async ({ alice, chat }) => {
    const cursor = await cursorNow(alice, eventsOf(chat));
    for (const query of [{ cursor }, { cursor, wait: 0 }]) {
      const startedAt = performance.now();
      expect((await poll(alice, eventsOf(chat), query)).events).toEqual([]);
      expect(performance.now() - startedAt).toBeLessThan(atOnceMs);
    }
  });

  test('beyond 55 is lowered, not refused', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'news');
    for (const wait of [56, 100_000, '9'.repeat(25)]) {
      expect((await poll(bob, allMine, { cursor, wait })).events).toHaveLength(1);
    }
  });

  test.for(['-1', 'abc', 'NaN', '1e1', '0x10', 'Infinity'])(
    'is refused when it is %s',
    async (wait, { alice, chat }) => {
      for (const path of [eventsOf(chat), allMine]) {
        expect(Object.keys(refusedFields(await ask(alice, path, { wait })))).toEqual(['wait']);
      }
    },
  );

  test('every invalid field is reported at once', async ({ alice }) => {
    const reply = await ask(alice, allMine, { wait: 'x', limit: 'x', cursor: 'A'.repeat(5000) });
    expect(Object.keys(refusedFields(reply)).toSorted()).toEqual(['cursor', 'limit', 'wait']);
  });
});

describe('Prefer: wait', () => {
  const preferring = (value: string) => ({ headers: { Prefer: value } });

  test('holds like ?wait and says so', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const startedAt = performance.now();
    const reply = await ask(bob, eventsOf(chat), { cursor }, preferring('respond-async, wait=1'));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(890);
    expect(reply.headers.get('preference-applied')).toBe('wait=1');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.body.events).toEqual([]);
  });

  test('beyond 55 is lowered, and the answer says to what', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'news');
    const reply = await ask(bob, allMine, { cursor }, preferring('wait=600'));
    expect(reply.headers.get('preference-applied')).toBe('wait=55');
    expect(reply.body.events).toHaveLength(1);
  });

  test.for(['wait', 'wait=soon', 'wait=-1', 'return=minimal'])(
    '%s is left aside',
    async (value, { alice, chat }) => {
      const cursor = await cursorNow(alice, eventsOf(chat));
      const reply = await ask(alice, eventsOf(chat), { cursor }, preferring(value));
      expect(reply.status).toBe(200);
      expect(reply.headers.get('preference-applied')).toBeNull();
    },
  );
});
