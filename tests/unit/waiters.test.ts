import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Waiter, Waiters, type Waiting, type Wake } from '../../api/log/waiting/waiters.ts';
import { type MovableClock, movableClock } from '../support/movable-clock.ts';

const alice = 1;
const bob = 2;
const garden = 10;
const kitchen = 20;

function stage(): { clock: MovableClock; waiters: Waiters; wait(more?: Partial<Waiting>): Waiter } {
  const clock = movableClock();
  const waiters = new Waiters(clock);
  const wait = (more: Partial<Waiting> = {}) =>
    waiters.add({
      userId: alice,
      familyId: 'alice-1',
      tokenId: 'token',
      tokenEndsAt: Number.POSITIVE_INFINITY,
      chatId: null,
      client: null,
      address: '192.0.2.1',
      deadlineMs: clock.monotonic() + 25_000,
      ...more,
    });
  return { clock, waiters, wait };
}

/** What a waiter is woken by; null while it sleeps on. */
async function wakeOf(waiter: Waiter): Promise<Wake | null> {
  const turns = new Promise<null>((resolve) => setImmediate(() => resolve(null)));
  return Promise.race([new Promise<Wake>((resolve) => waiter.next(resolve)), turns]);
}

afterEach(() => {
  vi.useRealTimers();
});

describe('waking', () => {
  test('a wake-up that comes before anyone waits is kept, once', async () => {
    const { waiters, wait } = stage();
    const waiter = wait();
    waiters.wakeUser(alice, garden);
    waiters.wakeUser(alice, garden);
    expect(await wakeOf(waiter)).toBe('news');
    expect(await wakeOf(waiter)).toBe(null);
  });

  test('news of a chat wakes who waits for that chat or for everything, and nobody else', async () => {
    const { waiters, wait } = stage();
    const everything = wait();
    const inGarden = wait({ chatId: garden });
    const inKitchen = wait({ chatId: kitchen });
    const other = wait({ userId: bob });
    waiters.wakeUser(alice, garden);
    const woken = await Promise.all([everything, inGarden, inKitchen, other].map(wakeOf));
    expect(woken).toEqual(['news', 'news', null, null]);
  });

  test('personal news wakes all polls of that person', async () => {
    const { waiters, wait } = stage();
    const polls = [wait(), wait({ chatId: kitchen }), wait({ userId: bob })];
    waiters.wakeUser(alice, null);
    expect(await Promise.all(polls.map(wakeOf))).toEqual(['news', 'news', null]);
  });

  test.for<Wake>(['superseded', 'revoked', 'deadline'])(
    'news neither hides nor delays that a poll is %s',
    async (end) => {
      const { clock, waiters, wait } = stage();
      const waiter = wait({ client: 'tab' });
      waiters.wakeUser(alice, null);
      if (end === 'superseded') waiters.supersede(alice, 'tab');
      if (end === 'revoked') waiters.revoke(alice, () => 0);
      if (end === 'deadline') {
        clock.move(25_200);
        waiters.tick();
      }
      waiters.wakeUser(alice, null);
      expect(await wakeOf(waiter)).toBe(end);
    },
  );

  test('a log-in that is over ends its own polls and no others', async () => {
    const { waiters, wait } = stage();
    const polls = [wait(), wait({ familyId: 'alice-2' }), wait({ userId: bob, familyId: 'alice-1' })];
    waiters.revoke(alice, ({ familyId }) => (familyId === 'alice-1' ? 0 : null));
    expect(await Promise.all(polls.map(wakeOf))).toEqual(['revoked', null, null]);
  });
});

describe('a newer poll of the same client', () => {
  test('ends the older at once, and no poll of other clients and people', async () => {
    const { wait } = stage();
    const older = [
      wait({ client: 'tab' }),
      wait({ client: 'other tab' }),
      wait({ client: null }),
      wait({ userId: bob, client: 'tab' }),
    ];
    const newer = wait({ client: 'tab' });
    expect(await Promise.all(older.map(wakeOf))).toEqual(['superseded', null, null, null]);
    expect(await wakeOf(newer)).toBe(null);
  });

  test('is still found after the older has gone its way', async () => {
    const { waiters, wait } = stage();
    const older = wait({ client: 'tab' });
    const newer = wait({ client: 'tab' });
    waiters.remove(older);
    expect(waiters.holds(alice, 'tab')).toBe(true);
    const newest = wait({ client: 'tab' });
    expect(await wakeOf(newer)).toBe('superseded');
    expect(await wakeOf(newest)).toBe(null);
  });
});

test('counts per person, per address and in all are right after any coming and going', () => {
  const coming = fc.record({
    kind: fc.constant('add' as const),
    userId: fc.integer({ min: 1, max: 3 }),
    address: fc.constantFrom('a', 'b'),
    client: fc.constantFrom('tab', null),
  });
  const going = fc.record({ kind: fc.constant('remove' as const), place: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(fc.oneof(coming, coming, going), { maxLength: 60 }), (steps) => {
      const { waiters, wait } = stage();
      let here: Waiter[] = [];
      for (const step of steps) {
        if (step.kind === 'add') here.push(wait(step));
        else {
          const leaver = here[step.place];
          // Twice: a poll may end for two reasons.
          for (let i = 0; leaver && i < 2; i += 1) waiters.remove(leaver);
          here = here.filter((waiter) => waiter !== leaver);
        }
        expect(waiters.size).toBe(here.length);
        for (const userId of [1, 2, 3]) {
          expect(waiters.countOfUser(userId)).toBe(here.filter((each) => each.userId === userId).length);
        }
        for (const address of ['a', 'b']) {
          expect(waiters.countOfAddress(address)).toBe(
            here.filter((each) => each.address === address).length,
          );
        }
      }
      for (const waiter of here) waiters.remove(waiter);
      expect([...waiters.users()]).toEqual([]);
    }),
  );
});

test('a shutdown ends the polls one part after the other, the last at the end of the spread', async () => {
  vi.useFakeTimers();
  const { waiters, wait } = stage();
  let ended = 0;
  for (let i = 0; i < 40; i += 1)
    wait({ userId: i }).next(() => {
      ended += 1;
    });
  const done = waiters.shutDown(400);
  const counts: number[] = [];
  for (let step = 0; step < 4; step += 1) {
    await vi.advanceTimersByTimeAsync(step === 0 ? 0 : 100);
    counts.push(ended);
  }
  await done;
  expect(counts).toEqual([10, 20, 30, 40]);
});
