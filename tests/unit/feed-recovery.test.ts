import { expect, test } from 'vitest';
import { createPause } from '../../web/browser/pause.ts';
import { hiding } from '../../web/browser/wakeups.ts';
import { RequestFailure } from '../../web/net/failure.ts';
import { Feed } from '../../web/net/transport/feed.ts';
import type { News, Word } from '../../web/net/transport/told.ts';
import type { Answer, Ask } from '../../web/net/transport/transport.ts';
import type { FeedEvent } from '../../web/net/wire.ts';
import { createManualTimer, settled } from '../web/manual-timer.ts';

// Whatever answers, and whatever applying does: the feed says so and goes on.

const poll = { mode: 'long', wait: 25, interval: 3, retry: 0 } as const;
const event = (id: string) => ({ id, type: 'chat.deleted', chat: id, at: '' }) as unknown as FeedEvent;
const page = (cursor: string, ...ids: string[]) => {
  return { cursor, events: ids.map(event), has_more: false, state: {}, poll };
};

function openFeed({ isLeading = true, holdsHidden = true, apply = (_: News) => {} } = {}) {
  const clock = createManualTimer();
  const asked: {
    cursor: string | null;
    waitMs: number;
    signal: AbortSignal;
    answer(a: Answer): void;
    fail(e: Error): void;
  }[] = [];
  const ask: Ask = (question) =>
    new Promise((answer, fail) => {
      asked.push({ ...question, answer, fail });
      question.signal.addEventListener('abort', () => fail(new DOMException('', 'AbortError')));
    });
  const lines: string[] = [];
  const news: string[] = [];
  const faults: unknown[] = [];
  const told: Word[] = [];
  const wakeups = new EventTarget();
  const end = new AbortController();
  let isHidden = false;
  let hear: (word: Word) => void = () => {};
  const feed = new Feed(
    {
      interval: ask,
      longPoll: ask,
      openTabs: (_name, onWord) => {
        hear = onWord as never;
        return {
          tell: (word) => void told.push(word as never),
          lead: (task, signal) =>
            isLeading
              ? task(signal)
              : new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
        };
      },
      pause: createPause(clock.timer, wakeups),
      wakeups,
      now: () => 0,
      random: () => 0.5,
      isHidden: () => isHidden,
      holdsHidden,
      cuts: { read: () => null, keep: () => {} },
    },
    {
      name: 'alice',
      onNews(it) {
        news.push(`${it.isFresh ? '*' : ''}${it.events.map(({ id }) => id).join(' ')}`);
        apply(it);
      },
      onStatus: ({ line }) => void (lines.at(-1) !== line && lines.push(line)),
      onLead() {},
      onFault: (error) => void faults.push(error),
      signal: end.signal,
    },
  );
  void feed.run();
  return {
    asked,
    lines,
    news,
    faults,
    told,
    clock,
    end,
    hear: (word: Word) => hear(word),
    hide() {
      isHidden = true;
      wakeups.dispatchEvent(new Event(hiding));
    },
    async answer(answer: unknown) {
      asked.at(-1)?.answer(answer as Answer);
      await settled();
    },
    waits: () => clock.waits()[0] ?? null,
  };
}

test.for([
  ['nothing in it', {}],
  ['a list', []],
  ['a text', 'Please log in to the hotel'],
  ['no events', { ...page('c2'), events: null }],
  ['an event that is none', { ...page('c2'), events: [null] }],
  ['events without a type', { ...page('c2'), events: [{ id: '1' }] }],
  ['no place in the log', { ...page('c2'), cursor: 7 }],
  ['no state', { ...page('c2'), state: null }],
] as const)('an answer with %s is said, and the feed begins anew from a snapshot', async ([, odd]) => {
  const feed = openFeed();
  await feed.answer(page('c1'));
  await feed.clock.pass(3000);
  await feed.answer(odd);
  expect(feed.lines).toEqual(['up', 'lost']);
  expect(feed.faults).toHaveLength(1);
  // After a pause, from a place that is asked for anew.
  expect(feed.waits()).toBeGreaterThanOrEqual(1000);
  await feed.clock.pass(2000);
  expect(feed.asked.at(-1)?.cursor).toBe(null);
  await feed.answer(page('c9'));
  expect(feed.lines).toEqual(['up', 'lost', 'up']);
  expect(feed.news).toEqual(['*', '*']);
  await feed.clock.pass(3000);
  await feed.answer(page('c10', 'ten'));
  expect(feed.news.at(-1)).toBe('ten');
  feed.end.abort();
});

test('what can’t be applied begins anew as well, ever more slowly where it goes on', async () => {
  const feed = openFeed({
    apply: ({ events }) => {
      if (events.length > 0) throw new Error('not applied');
    },
  });
  await feed.answer(page('c1'));
  const pauses: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    await feed.clock.pass(3000);
    await feed.answer(page(`p${round}`, 'poison'));
    pauses.push(feed.waits() ?? 0);
    await feed.clock.pass(60_000);
    expect(feed.asked.at(-1)?.cursor).toBe(null);
    await feed.answer(page(`s${round}`));
  }
  expect(pauses.slice(0, 4)).toEqual([1500, 3000, 6000, 12_000]);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000);
  expect(feed.faults).toHaveLength(9);
  feed.end.abort();
});

test('advice that is none, or of another world, leads neither to a storm nor to a page that sleeps', async () => {
  for (const odd of [
    null,
    undefined,
    'long',
    {},
    { mode: 'long', wait: Number.NaN, interval: 'soon', retry: 1e12 },
    { mode: 'long', wait: -5, interval: 0, retry: -1 },
    { mode: 'interval', wait: 1e9, interval: 1e9, retry: 0 },
  ]) {
    const feed = openFeed();
    for (let polls = 0; polls < 4; polls += 1) {
      await feed.answer({ ...page(`c${polls}`), poll: odd });
      const waitMs = feed.waits() ?? 0;
      expect(waitMs, JSON.stringify(odd)).toBeLessThanOrEqual(10 * 60_000 + 1000);
      expect(waitMs, JSON.stringify(odd)).toBeGreaterThanOrEqual(feed.asked.at(-1)?.waitMs ? 0 : 250);
      await feed.clock.pass(11 * 60_000);
      expect(feed.asked.at(-1)?.waitMs).toBeLessThanOrEqual(55_000);
    }
    feed.end.abort();
  }
});

test('a server that names 40 days is asked again after ten minutes, and not at once', async () => {
  const feed = openFeed();
  await feed.answer(page('c1'));
  await feed.clock.pass(3000);
  feed.asked.at(-1)?.fail(new RequestFailure(503, 'overloaded', {}, 40 * 86_400_000));
  await settled();
  expect(feed.waits()).toBeGreaterThanOrEqual(10 * 60_000);
  expect(feed.waits()).toBeLessThanOrEqual(10 * 60_000 + 1000);
  feed.end.abort();
});

test('a place that does not move has no more behind it, whatever the answer says', async () => {
  const feed = openFeed();
  await feed.answer(page('c1'));
  await feed.clock.pass(3000);
  const plain = { poll: { ...poll, mode: 'interval' }, has_more: true };
  await feed.answer({ ...page('c1'), ...plain });
  expect(feed.waits()).toBeGreaterThanOrEqual(2000);
  await feed.clock.pass(5000);
  await feed.answer({ ...page('c2'), ...plain });
  expect(feed.waits()).toBeLessThanOrEqual(250);
  feed.end.abort();
});

test('a tab that follows and can’t apply what it is told asks where things stand, and takes a fresh snapshot', async () => {
  let isBroken = true;
  const feed = openFeed({
    isLeading: false,
    apply: ({ events }) => {
      if (isBroken && events.length > 0) throw new Error('not applied');
    },
  });
  await feed.answer(page('c1'));
  const status = {
    line: 'up',
    isHolding: true,
    holdMs: 0,
    intervalMs: 3000,
    requests: 1,
    sinceMs: 0,
  } as const;
  const stretch = { kind: 'told', state: {}, ladder: {}, status } as never as Extract<Word, { kind: 'told' }>;
  feed.hear({ ...stretch, from: 'c1', to: 'c2', events: [event('poison')] });
  expect(feed.lines.at(-1)).toBe('lost');
  const hellos = () => feed.told.filter(({ kind }) => kind === 'hello').length;
  expect(hellos()).toBe(1);
  await feed.clock.pass(2000);
  expect(hellos()).toBe(2);
  isBroken = false;
  feed.hear({ ...stretch, from: 'c2', to: 'c2', events: [] });
  feed.hear({ ...stretch, from: 'c2', to: 'c3', events: [event('three')] });
  expect(feed.news).toEqual(['*', 'poison', '*', 'three']);
  expect(feed.lines.at(-1)).toBe('up');
  feed.end.abort();
});

test('without locks a hidden tab holds nothing: what it holds it lets go, and then it asks now and then', async () => {
  const feed = openFeed({ holdsHidden: false });
  for (const cursor of ['c1', 'c2']) {
    await feed.answer(page(cursor));
    await feed.clock.pass(3000);
  }
  const held = feed.asked.at(-1);
  expect(held?.waitMs).toBe(5000);
  feed.hide();
  await settled();
  expect(held?.signal.aborted).toBe(true);
  await feed.clock.pass(250);
  for (let polls = 3; polls < 8; polls += 1) {
    expect(feed.asked.at(-1)?.waitMs).toBe(0);
    await feed.answer(page(`c${polls}`));
    // Two polls had proven the path: with the fourth it is proven well enough to be left alone.
    if (polls >= 4) expect(feed.waits()).toBeGreaterThanOrEqual(50_000);
    await feed.clock.pass(70_000);
  }
  feed.end.abort();
});
