import { afterEach, describe, expect, test } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { LocalBus } from '../../api/bus/local.ts';
import type { SoftState } from '../../api/bus/soft-state.ts';
import { seenShape } from '../../api/presence/presence-exchange.ts';
import { logEvent } from '../support/log-event.ts';
import { countAt, hall, ids, joinPresence, type PresenceNode, pollAt } from '../support/presence-node.ts';
import { until } from '../support/until.ts';

// Of more than two hundred online nobody is named between nodes, and everybody is counted once.

const garden = 2;
const opened: SoftState[] = [];
let late = 10_000;

afterEach(async () => {
  await Promise.all(opened.splice(0).map((state) => state.leave()));
});

const inHall = (from: number, to: number, ...more: number[]) =>
  Object.fromEntries(ids(from, to).map((userId) => [userId, [hall, ...more]]));

async function join(bus: Bus, name: string, people: Record<number, number[]>) {
  const node = await joinPresence(bus, name, people);
  opened.push(node.state);
  return node;
}

/** What passes from now on. */
async function listen(bus: LocalBus): Promise<string[]> {
  const heard: string[] = [];
  const spy = bus.join();
  await spy.subscribe('nodes', (text) => void heard.push(text));
  return heard;
}

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
    pollAt(here, 1, 201);
    const heard = await listen(bus);
    const there = await join(bus.join(), 'there', inHall(300, 300));
    pollAt(there, 300, 300);
    here.announce();
    await counts(there, 300, 202);
    pollAt(here, 202, 202);
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
    pollAt(here, 1, 251);
    pollAt(there, 300, 300);
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
    pollAt(one, 1, 300);
    pollAt(two, 101, 400);
    pollAt(third, 500, 500);
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
    pollAt(two, 1, 400);
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
    pollAt(here, 1, 201);
    pollAt(there, 300, 300);
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
    pollAt(here, 1, 201);
    pollAt(there, 300, 300);
    here.announce();
    await counts(there, 300, 202);
    const goDownTo = async (left: number) => {
      for (const node of [here, there]) node.clock.move(70_000);
      pollAt(here, 1, left);
      pollAt(there, 300, 300);
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
    pollAt(there, 300, 300);
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
