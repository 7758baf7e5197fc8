import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import {
  allMine,
  ask,
  atOnceMs,
  cursorNow,
  endedEarly,
  eventsOf,
  type Held,
  hold,
  poll,
  textsOf,
} from './polling.ts';
import { send, test } from './stage.ts';

/** How polls of these people, asked for one after the other, are answered: at once, or when their second is over. */
async function modes(polls: { reader: Person; path: string; cursor: string }[]): Promise<string[]> {
  const answers: (() => Promise<Held>)[] = [];
  for (const { reader, path, cursor } of polls) answers.push(await hold(reader, path, { cursor, wait: 1 }));
  const held = await Promise.all(answers.map((answer) => answer()));
  return held.map(({ reply, heldMs }) => {
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body.events).toEqual([]);
    const { mode } = reply.body.poll;
    if (mode === 'long') expect(heldMs).toBeGreaterThanOrEqual(890);
    else expect(heldMs).toBeLessThan(850);
    return mode;
  });
}

async function capped(settings: Record<string, string>, run: (...cast: [Person, Person]) => Promise<void>) {
  const server = await startTestServer(settings);
  try {
    const [alice, bob] = await Promise.all([signUp(server, 'alice'), signUp(server, 'bob')]);
    await run(alice, bob);
  } finally {
    await server.stop();
  }
}

describe('over a cap a poll is answered at once and told to go on by interval', () => {
  test('of held polls per person', async () => {
    await capped({ MAX_HELD_PER_USER: '2' }, async (alice, bob) => {
      const chat = await startChat(alice, bob);
      const one = { reader: alice, path: allMine, cursor: await cursorNow(alice, allMine, bob) };
      const other = { ...one, path: eventsOf(chat) };
      const bobs = { reader: bob, path: allMine, cursor: await cursorNow(bob, allMine) };
      expect(await modes([one, other, one, other, bobs])).toEqual([
        'long',
        'long',
        'interval',
        'interval',
        'long',
      ]);
      expect(await modes([one, one])).toEqual(['long', 'long']);
    });
  });

  test('of held polls per address', async () => {
    await capped({ MAX_HELD_PER_ADDRESS: '2' }, async (alice, bob) => {
      const one = { reader: alice, path: allMine, cursor: await cursorNow(alice, allMine, bob) };
      const bobs = { reader: bob, path: allMine, cursor: await cursorNow(bob, allMine) };
      expect(await modes([one, bobs, one, bobs])).toEqual(['long', 'long', 'interval', 'interval']);
    });
  });

  test('of held polls in all', async () => {
    await capped({ MAX_HELD: '1' }, async (alice, bob) => {
      const one = { reader: alice, path: allMine, cursor: await cursorNow(alice, allMine, bob) };
      const bobs = { reader: bob, path: allMine, cursor: await cursorNow(bob, allMine) };
      expect(await modes([one, bobs])).toEqual(['long', 'interval']);
    });
  });

  test('and gets its news all the same', async () => {
    await capped({ MAX_HELD: '0' }, async (alice, bob) => {
      const chat = await startChat(alice, bob);
      const cursor = await cursorNow(bob, allMine, alice);
      await send(alice, chat, 'in the queue');
      const reply = await ask(bob, allMine, { cursor, wait: 20 });
      expect(reply.status).toBe(200);
      expect(textsOf(reply.body.events)).toEqual(['in the queue']);
      const quiet = await poll(bob, allMine, { cursor: reply.body.cursor, wait: 20 });
      expect(quiet.poll).toMatchObject({ mode: 'interval', interval: 3, retry: 0 });
    });
  });

  test('as often as the server is set to', async () => {
    await capped({ MAX_HELD: '0', POLL_INTERVAL_MS: '700' }, async (alice) => {
      const { cursor, poll: first } = await poll(alice, allMine);
      const asked = await poll(alice, allMine, { cursor, wait: 20 });
      expect([first, asked.poll].map(({ mode, interval }) => ({ mode, interval }))).toEqual([
        { mode: 'long', interval: 0.7 },
        { mode: 'interval', interval: 0.7 },
      ]);
    });
  });

  test('but one that ends an older poll of its client takes that one’s place', async () => {
    await capped({ MAX_HELD_PER_USER: '1' }, async (alice, bob) => {
      const chat = await startChat(alice, bob);
      const cursor = await cursorNow(bob, allMine, alice);
      const older = await hold(bob, allMine, { cursor, client: 'tab' });
      const newer = await hold(bob, allMine, { cursor, client: 'tab' });
      expect((await endedEarly(older)).events).toEqual([]);
      await send(alice, chat, 'to the newer');
      const feed = await endedEarly(newer);
      expect(textsOf(feed.events)).toEqual(['to the newer']);
      expect(feed.poll.mode).toBe('long');
    });
  });

  test('and the place is free again when a reader hangs up', async () => {
    await capped({ MAX_HELD: '1' }, async (alice, bob) => {
      const cursor = await cursorNow(alice, allMine, bob);
      const giveUp = new AbortController();
      const given = ask(alice, allMine, { cursor, wait: 20 }, { signal: giveUp.signal });
      await poll(alice, allMine);
      giveUp.abort();
      await expect(given).rejects.toThrow();
      const bobs = await cursorNow(bob, allMine);
      await expect
        .poll(async () => (await poll(bob, allMine, { cursor: bobs, wait: 1 })).poll.mode, { timeout: 5_000 })
        .toBe('long');
    });
  });
});

describe('a newer poll of the same client', () => {
  test('ends the older one at once: 200 with no events, and nothing is missed', async ({
    alice,
    bob,
    chat,
  }) => {
    for (const path of [eventsOf(chat), allMine]) {
      const cursor = await cursorNow(bob, path, alice);
      const older = await hold(bob, path, { cursor, client: 'tab-1' });
      const newer = await hold(bob, path, { cursor, client: 'tab-1' });
      const feed = await endedEarly(older);
      expect(feed).toMatchObject({ events: [], has_more: false });
      await send(alice, chat, 'hello');
      expect(textsOf((await endedEarly(newer)).events)).toEqual(['hello']);
      expect(textsOf((await poll(bob, path, { cursor: feed.cursor })).events)).toEqual(['hello']);
    }
  });

  test('leaves the older one its place in the log, because it has not looked again', async ({
    alice,
    bob,
    chat,
  }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const older = await hold(bob, eventsOf(chat), { cursor, client: 'tab-1' });
    await alice.post('/api/chats/', { name: 'Elsewhere' });
    await hold(bob, eventsOf(chat), { cursor, client: 'tab-1' });
    expect((await endedEarly(older)).cursor).toBe(cursor);
  });

  test('leaves other tabs, polls without an id and other people alone', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const alices = await cursorNow(alice, eventsOf(chat));
    const held = [
      await hold(bob, eventsOf(chat), { cursor, client: 'tab-1' }),
      await hold(bob, eventsOf(chat), { cursor }),
      await hold(bob, eventsOf(chat), { cursor }),
      await hold(alice, eventsOf(chat), { cursor: alices, client: 'tab-2' }),
      await hold(bob, eventsOf(chat), { cursor, client: 'tab-2' }),
    ];
    await send(alice, chat, 'to each');
    for (const answer of held) expect(textsOf((await endedEarly(answer)).events)).toEqual(['to each']);
  });

  test('that takes over ten times in a row ends each before it', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const startedAt = performance.now();
    const polls = Array.from({ length: 10 }, () =>
      ask(bob, eventsOf(chat), { cursor, wait: 1, client: 'hasty' }),
    );
    const replies = await Promise.all(polls);
    for (const reply of replies) {
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ events: [], poll: { mode: 'long' } });
    }
    expect(performance.now() - startedAt).toBeLessThan(1_000 + atOnceMs);
  });
});
