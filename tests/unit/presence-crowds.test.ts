import { afterEach, describe, expect, test } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { LocalBus } from '../../api/bus/local.ts';
import type { SoftState } from '../../api/bus/soft-state.ts';
import { seenShape } from '../../api/presence/presence-exchange.ts';
import { logEvent } from '../support/log-event.ts';
import { joinPresence, type PresenceNode } from '../support/presence-node.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { unreliable } from '../support/unreliable-bus.ts';
import { until } from '../support/until.ts';

// Of more than two hundred online nobody is named between nodes, and everybody is counted once.

const [hall, garden] = [1, 2];
const opened: SoftState[] = [];
let late = 10_000;

afterEach(async () => {
  await Promise.all(opened.splice(0).map((state) => state.leave()));
});

const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const inHall = (from: number, to: number, ...more: number[]) =>
  Object.fromEntries(ids(from, to).map((userId) => [userId, [hall, ...more]]));

async function join(bus: Bus, name: string, people: Record<number, number[]>) {
  const node = await joinPresence(bus, name, people);
  opened.push(node.state);
  return node;
}

/** They poll, and each reads who is there. */
function poll({ presence, read }: PresenceNode, from: number, to: number): void {
  for (const userId of ids(from, to)) {
    // Guests too: what a name says of somebody is no part of what nodes compare.
    presence.saw(userId, `${userId % 10 === 5 ? 'guest' : 'person'}-${userId}`);
    read(userId, hall);
  }
}

/** What passes from now on. */
async function listen(bus: LocalBus): Promise<string[]> {
  const heard: string[] = [];
  const spy = bus.join();
  await spy.subscribe('nodes', (text) => void heard.push(text));
  return heard;
}

const countAt = ({ read }: PresenceNode, reader: number) => read(reader, hall)?.online_count ?? 0;
const counts = (node: PresenceNode, reader: number, count: number) =>
  until(() => countAt(node, reader), { what: `${count} are there`, is: (seen) => seen === count });
/** Someone of no chat comes: what was said before them has been heard by then. */
async function pass({ presence, state }: PresenceNode, other: PresenceNode): Promise<void> {
  late += 1;
  presence.saw(late, 'late');
  await state.flush();
  await until(() => other.presence.isOnline(late), { what: 'all before it is heard' });
}

describe('of a chat with 201 online', () => {
  test('nothing that passes names anybody, and the other node counts all of them', async () => {
    const bus = new LocalBus();
    const here = await join(bus.join(), 'here', inHall(1, 202));
    poll(here, 1, 201);
    const heard = await listen(bus);
    const there = await join(bus.join(), 'there', inHall(300, 300));
    poll(there, 300, 300);
    here.announce();
    await counts(there, 300, 202);
    poll(here, 202, 202);
    await counts(there, 300, 203);
    there.memberships.onAwaited(hall);
    await there.state.flush();
    here.announce();
    await pass(here, there);
    await until(() => heard.some((text) => text.includes('"who"')), { what: 'the question has passed' });
    // The one who polls there came to a chat of one.
    expect(heard.join().match(/(person|guest)-\d+/g)).toEqual(['person-300']);
    expect(there.online(300, hall)).toEqual(['person-300']);
    expect(there.presence.isOnline(77)).toBe(true);
    expect(there.presence.lastSeen(77)).toBe(there.clock.now());
  });

  test('whoever is in a small chat too is named there, and in the hall is there once', async () => {
    const bus = new LocalBus();
    const here = await join(bus.join(), 'here', { ...inHall(1, 250), 251: [hall, garden] });
    const there = await join(bus.join(), 'there', { 300: [hall, garden] });
    poll(here, 1, 251);
    poll(there, 300, 300);
    here.announce();
    await counts(there, 300, 252);
    await until(() => there.online(300, garden), {
      what: 'the one is named in the garden',
      is: (online) => online.join() === 'person-251,person-300',
    });
    here.announce();
    await pass(here, there);
    expect(countAt(there, 300)).toBe(252);
  });

  test('whoever polls by turns at two nodes is counted once, at either and at a third', async () => {
    const bus = new LocalBus();
    const [one, two] = [
      await join(bus.join(), 'one', inHall(1, 400)),
      await join(bus.join(), 'two', inHall(1, 400)),
    ];
    const third = await join(bus.join(), 'third', inHall(500, 500));
    poll(one, 1, 300);
    poll(two, 101, 400);
    poll(third, 500, 500);
    for (const node of [one, two]) node.announce();
    for (const [node, reader] of [
      [one, 1],
      [two, 400],
      [third, 500],
    ] as const)
      await counts(node, reader, 401);
    const digests = [one, two, third].map(({ presence, memberships }) => {
      const reader = memberships.peek(presence === third.presence ? 500 : 150);
      return reader && presence.mark(reader, hall).digest;
    });
    expect(new Set(digests).size).toBe(1);
    // Who goes at one of the two is there still; and nobody is told anything.
    const told: number[] = [];
    third.presence.onChange = (chatIds) => told.push(...chatIds);
    for (const node of [one, two, third]) node.clock.move(60_000);
    poll(two, 1, 400);
    two.announce();
    await pass(two, third);
    one.clock.move(20_000);
    one.presence.expire();
    one.announce();
    await pass(one, third);
    expect(countAt(third, 500)).toBe(401);
    expect(told).toEqual([]);
  });

  test('who leaves is gone at once, and who types is named by those who ask the database', async () => {
    const bus = new LocalBus();
    const here = await join(bus.join(), 'here', inHall(1, 201));
    const there = await join(bus.join(), 'there', inHall(300, 300));
    const asked: number[] = [];
    there.presence.typists.find = async (userIds) => {
      asked.push(...userIds);
      return new Map(userIds.map((userId) => [userId, `found-${userId}`]));
    };
    poll(here, 1, 201);
    poll(there, 300, 300);
    here.announce();
    await counts(there, 300, 202);
    for (let i = 0; i < 3; i += 1) here.presence.typed({ chatId: hall, userId: 7 }, 'here');
    await until(() => there.read(300, hall)?.typing, {
      what: 'the typist has a name',
      is: (typing) => typing?.join() === 'found-7',
    });
    expect(asked).toEqual([7]);
    const heard = await listen(bus);
    here.leaves(7, hall);
    const left = logEvent({ id: 1, type: 'member.left', chatId: hall, data: JSON.stringify({ id: 7 }) });
    for (const { presence } of [here, there]) presence.apply([left]);
    expect(countAt(there, 300)).toBe(201);
    expect(there.read(300, hall)?.typing).toEqual([]);
    await here.state.flush();
    await until(() => heard.some((text) => text.includes(`"crowd",${hall},7,7,""`)), {
      what: 'it is said that they are not there',
    });
  });
});

describe('a chat', () => {
  test('stays large while it hovers, and is told by name again when few are left', async () => {
    const bus = new LocalBus();
    const here = await join(bus.join(), 'here', inHall(1, 201));
    const there = await join(bus.join(), 'there', inHall(300, 300));
    poll(here, 1, 201);
    poll(there, 300, 300);
    here.announce();
    await counts(there, 300, 202);
    const goDownTo = async (left: number) => {
      for (const node of [here, there]) node.clock.move(70_000);
      poll(here, 1, left);
      poll(there, 300, 300);
      here.announce();
      await pass(here, there);
      for (const node of [here, there]) {
        node.clock.move(10_000);
        node.presence.expire();
      }
      await counts(there, 300, left + 1);
      countAt(here, 1);
      await pass(here, there);
    };
    await goDownTo(160);
    expect(there.online(300, hall)).toEqual(['person-300']);
    expect(here.presence.large.has(hall)).toBe(true);
    const heard = await listen(bus);
    await goDownTo(140);
    expect(heard.some((text) => text.includes(`"crowd",${hall},0,4294967295,""`))).toBe(true);
    await until(() => there.online(300, hall).length, { what: 'names are told', is: (seen) => seen === 100 });
    expect(countAt(there, 300)).toBe(141);
    expect([here, there].map(({ presence }) => presence.large.has(hall))).toEqual([false, false]);
  });

  test('of which a node of the version before says names is counted, and none of them kept', async () => {
    const bus = new LocalBus();
    const there = await join(bus.join(), 'there', inHall(300, 300));
    poll(there, 300, 300);
    const old = await joinPresence(bus.join(), 'old', {});
    opened.push(old.state);
    const seen = old.state.kind('seen', seenShape);
    const say = async () => {
      for (const userId of ids(1, 250)) seen.say(userId, `person-${userId}`, 0, [hall], false);
      await old.state.flush();
    };
    await say();
    await counts(there, 300, 251);
    expect(there.presence.large.has(hall)).toBe(true);
    await say();
    there.presence.typed({ chatId: hall, userId: 300 }, 'here');
    expect(there.read(300, hall)).toEqual({
      online: ['person-300'],
      online_count: 251,
      typing: ['person-300'],
    });
  });
});

test(`whatever the bus does, both count the same within what is said every 20 s (seed ${testSeed()})`, async () => {
  const random = randomFrom(testSeed());
  const local = new LocalBus();
  const lossy = () => unreliable(local.join(), { random: random.fork(), lostShare: 0.3, lateMs: 30 });
  const everyone = inHall(1, 600);
  const buses = [lossy(), lossy()] as const;
  const [one, two] = [await join(buses[0], 'one', everyone), await join(buses[1], 'two', everyone)];
  const [online, gone] = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < 40; i += 1) {
    const from = 1 + random.below(550);
    const node = random.pick([one, two]);
    poll(node, from, from + 40);
    for (const userId of ids(from, from + 40)) if (!gone.has(userId)) online.add(userId);
    if (random.chance(0.2)) random.pick(buses).repeat();
    if (random.chance(0.2)) {
      const userId = random.pick([...online]);
      online.delete(userId);
      gone.add(userId);
      const data = JSON.stringify({ id: userId });
      for (const { presence, leaves } of [one, two]) {
        leaves(userId, hall);
        presence.apply([logEvent({ id: i + 1, type: 'member.left', chatId: hall, data })]);
      }
    }
    await random.pick([one, two]).state.flush();
  }
  // Nobody comes or leaves any more: what is told again, while nothing is lost, makes both right.
  await until(
    () => {
      for (const node of [one, two]) node.announce();
      return [countAt(one, 1), countAt(two, 1)];
    },
    { what: 'both count right', is: (seen) => seen.every((count) => count === online.size) },
  );
});
