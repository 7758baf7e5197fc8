import { expect, test } from 'vitest';
import { type HeldElsewhere, mayHold } from '../../api/feed/held-polls.ts';
import { type Outcome, waitForEvents } from '../../api/log/waiting/wait.ts';
import { Waiters, type Waiting } from '../../api/log/waiting/waiters.ts';
import { type MovableClock, movableClock } from '../support/movable-clock.ts';

const alice = 1;
const holdMs = 25_000;

interface Stage {
  clock: MovableClock;
  waiters: Waiters;
  /** The log, as this one reader sees it. */
  news: string[];
  looks: number;
  /** `beforeLook` and `afterLook` run where a real look would be asking the database. */
  poll(hooks?: { before?(): void; after?(): void }, more?: Partial<Waiting>): Promise<Outcome<string[]>>;
  hangUp(): void;
}

function stage(): Stage {
  const clock = movableClock();
  const waiters = new Waiters(clock);
  const it: Stage = { clock, waiters, news: [], looks: 0, poll, hangUp: () => {} };
  function poll(hooks: { before?(): void; after?(): void } = {}, more: Partial<Waiting> = {}) {
    const waiting: Waiting = {
      userId: alice,
      familyId: 'alice-1',
      tokenId: 'token',
      tokenEndsAt: Number.POSITIVE_INFINITY,
      chatId: null,
      client: null,
      address: '192.0.2.1',
      deadlineMs: clock.monotonic() + holdMs,
      ...more,
    };
    const look = async () => {
      it.looks += 1;
      if (it.looks === 1) hooks.before?.();
      const found = it.news.length > 0 ? [...it.news] : null;
      await settled();
      if (it.looks === 1) hooks.after?.();
      return found;
    };
    return new Promise<Outcome<string[]>>((done, failed) => {
      const onGone = (leave: () => void) => {
        it.hangUp = leave;
      };
      waitForEvents(waiters, waiting, { look, onGone, done, failed });
    });
  }
  return it;
}

/** Everything that can go on by itself has done so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('news that is there is the answer, without waiting', async () => {
  const it = stage();
  it.news.push('hello');
  expect(await it.poll()).toEqual({ found: ['hello'] });
  expect(it.waiters.size).toBe(0);
});

test('news that comes while the log is being read is not lost', async () => {
  const it = stage();
  // The look has read its empty page, and returns it after this.
  const outcome = it.poll({
    after() {
      it.news.push('hello');
      it.waiters.wakeUser(alice, null);
    },
  });
  expect(await outcome).toEqual({ found: ['hello'] });
  expect(it.looks).toBe(2);
});

test('the waiter is known before the first look', async () => {
  const it = stage();
  let known = 0;
  const outcome = it.poll({ before: () => (known = it.waiters.size) });
  await settled();
  expect(known).toBe(1);
  it.hangUp();
  await outcome;
});

test('a wake-up with nothing for this reader leaves it waiting', async () => {
  const it = stage();
  const outcome = it.poll();
  for (let i = 0; i < 3; i += 1) {
    await settled();
    await settled();
    it.waiters.wakeUser(alice, null);
  }
  await settled();
  expect(it.waiters.size).toBe(1);
  it.news.push('at last');
  it.waiters.wakeUser(alice, null);
  expect(await outcome).toEqual({ found: ['at last'] });
});

test('a wake-up that never came is made good by the last look at the deadline', async () => {
  const it = stage();
  const outcome = it.poll();
  await settled();
  await settled();
  it.news.push('unannounced');
  it.clock.move(holdMs + 100);
  it.waiters.tick();
  expect(await outcome).toEqual({ found: ['unannounced'] });
});

test('a deadline with nothing found says so', async () => {
  const it = stage();
  const outcome = it.poll();
  await settled();
  it.clock.move(holdMs + 100);
  it.waiters.tick();
  expect(await outcome).toEqual({ found: null, reason: 'deadline' });
  expect(it.looks).toBe(2);
  expect(it.waiters.size).toBe(0);
});

test('a newer poll of the same client ends the older while that one still reads', async () => {
  const it = stage();
  const tab = { client: 'tab' };
  const older = it.poll({ after: () => void newer.push(it.poll({}, tab)) }, tab);
  const newer: Promise<Outcome<string[]>>[] = [];
  expect(await older).toEqual({ found: null, reason: 'superseded' });
  await settled();
  expect(it.waiters.size).toBe(1);
  it.news.push('hello');
  it.waiters.wakeUser(alice, null);
  expect(await Promise.all(newer)).toEqual([{ found: ['hello'] }]);
});

test('who hangs up is forgotten', async () => {
  const it = stage();
  const outcome = it.poll();
  await settled();
  it.hangUp();
  expect(await outcome).toEqual({ found: null, reason: 'gone' });
  expect(it.waiters.size).toBe(0);
});

test('who hangs up while the log is being read is forgotten at once, and told nothing of what was found', async () => {
  const it = stage();
  it.news.push('hello');
  // The look has found something, and is still on its way back.
  const outcome = it.poll({ before: () => queueMicrotask(() => it.hangUp()) });
  await Promise.resolve();
  await Promise.resolve();
  expect(it.waiters.size).toBe(0);
  expect(await outcome).toEqual({ found: null, reason: 'gone' });
  await settled();
  expect(it.waiters.size).toBe(0);
});

test('a look that fails leaves no waiter behind', async () => {
  const it = stage();
  const outcome = it.poll({
    after() {
      throw new Error('the database is away');
    },
  });
  await expect(outcome).rejects.toThrow('the database is away');
  expect(it.waiters.size).toBe(0);
});

test('of many polls that come at the same moment, exactly as many as the cap allows are held', async () => {
  const it = stage();
  const caps = { maxHeldPerUser: 6, maxHeldPerAddress: 100, maxHeld: 1000 };
  const caller = { userId: alice, address: '192.0.2.1', client: null };
  const held = Array.from({ length: 20 }, () =>
    mayHold(it.waiters, nobodyElsewhere, caps, caller) ? it.poll() : null,
  ).filter((outcome) => outcome !== null);
  expect(held).toHaveLength(6);
  it.news.push('hello');
  it.waiters.wakeUser(alice, null);
  await Promise.all(held);
  expect(mayHold(it.waiters, nobodyElsewhere, caps, caller)).toBe(true);
});

const nobodyElsewhere: HeldElsewhere = { ofUser: () => 0, ofAddress: () => 0, inAll: () => 0 };
