import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { SoftState } from '../../api/bus/soft-state.ts';
import { HeldExchange } from '../../api/feed/held-exchange.ts';
import { type Waiter, Waiters, type Wake } from '../../api/log/waiting/waiters.ts';
import { type MovableClock, movableClock } from '../support/movable-clock.ts';
import { until } from '../support/until.ts';

interface HoldingNode {
  softState: SoftState;
  waiters: Waiters;
  elsewhere: HeldExchange;
  /** What is so is said again, as it is every 20 s. */
  announce(): void;
}

let clock: MovableClock;
let local: LocalBus;
let here: HoldingNode;
let there: HoldingNode;
/** Nobody hears what is said. */
let isDeaf: boolean;
let unheard: number;

async function openNode(name: string): Promise<HoldingNode> {
  const bus = local.join();
  const subscribe: typeof bus.subscribe = (topic, listener) =>
    bus.subscribe(topic, (text) => {
      if (isDeaf) unheard += 1;
      else listener(text);
    });
  const restored: (() => void)[] = [];
  const onRestored = (listener: () => void) => void restored.push(listener);
  const softState = await SoftState.open({ ...bus, hasOthers: true, subscribe, onRestored }, name);
  const waiters = new Waiters(clock);
  const elsewhere = new HeldExchange(softState, waiters, clock);
  const announce = () => {
    for (const listener of restored) listener();
  };
  return { softState, waiters, elsewhere, announce };
}

beforeEach(async () => {
  clock = movableClock();
  local = new LocalBus();
  isDeaf = false;
  unheard = 0;
  here = await openNode('here');
  there = await openNode('there');
});

afterEach(async () => {
  for (const { waiters, softState } of [here, there]) {
    await waiters.shutDown(0);
    await softState.leave();
  }
});

function hold({ waiters }: HoldingNode, userId = 1): Waiter {
  const deadlineMs = clock.monotonic() + 600_000;
  return waiters.add({
    userId,
    familyId: 'f',
    tokenId: 't',
    tokenEndsAt: Number.POSITIVE_INFINITY,
    chatId: null,
    client: 'tab',
    address: 'here',
    deadlineMs,
  });
}

function wakesOf(waiter: Waiter): Wake[] {
  const wakes: Wake[] = [];
  waiter.next((reason) => wakes.push(reason));
  return wakes;
}

test('a poll of the same client that came later ends the one on the other node', async () => {
  const wakes = wakesOf(hold(here));
  clock.move(10);
  hold(there);
  await until(() => wakes.length > 0, { what: 'it is ended' });
  expect(wakes).toEqual(['superseded']);
});

test('word of an earlier one that comes late does not end what the client asks by now', async () => {
  const earlier = hold(there);
  clock.move(10);
  there.waiters.remove(earlier);
  const wakes = wakesOf(hold(here));
  // In the same message, behind the first.
  clock.move(10);
  hold(there, 2);
  const second = wakesOf(hold(here, 2));
  await there.softState.flush();
  await until(() => here.elsewhere.ofUser(2) === 1, { what: 'all of it is heard' });
  expect([wakes, second]).toEqual([[], []]);
});

test('what is held elsewhere counts until its end is heard, or it is no longer said', async () => {
  const [first, second] = [hold(there, 1), hold(there, 2)];
  await until(() => here.elsewhere.inAll() === 2, { what: 'both are heard of' });
  there.waiters.remove(first);
  await until(() => here.elsewhere.inAll() === 1, { what: 'the first has ended' });
  isDeaf = true;
  there.waiters.remove(second);
  await until(() => unheard > 0, { what: 'nobody hears of the end of the second' });
  isDeaf = false;
  hold(there, 3);
  await until(() => here.elsewhere.ofUser(3) === 1, { what: 'the third is heard of' });
  expect(here.elsewhere.inAll()).toBe(2);
  clock.move(50_000);
  there.announce();
  await there.softState.flush();
  clock.move(20_000);
  here.announce();
  await until(() => here.elsewhere.inAll() === 1, { what: 'the second counts no more' });
  expect(here.elsewhere.ofUser(3)).toBe(1);
});
