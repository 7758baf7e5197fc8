import { describe, expect, test } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { LocalBus } from '../../api/bus/local.ts';
import { openPostgresBus } from '../../api/bus/postgres.ts';
import type { LogEvent } from '../../api/log/event.ts';
import { readTail } from '../../api/log/queries.ts';
import { resolveEvents } from '../../api/log/references.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { systemClock } from '../../api/process/clock.ts';
import { type EventNode, eventNodes, insertUsersAndChats, note } from '../support/event-node.ts';
import { makeStaff } from '../support/manage.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { startTestServer } from '../support/server.ts';
import { playTraffic } from '../support/traffic.ts';
import { unreliable } from '../support/unreliable-bus.ts';
import { until } from '../support/until.ts';

const references = referencesBy(systemClock);

// Events ride in the wake-up (DESIGN.md section 2, rule 4): who has read up to where they begin takes them, anyone else reads on in the log.

const seed = testSeed();

const place = eventNodes();
const { open } = place;

/** Counts the looks of a node at the log. */
function looksOf({ db }: EventNode): () => number {
  let looks = 0;
  db.read.on('query', ({ sql }: { sql: string }) => {
    if (sql.includes('"events" where "id" > ')) looks += 1;
  });
  return () => looks;
}

const say = ({ log }: EventNode, ...names: string[]) => log.write((_trx, append) => append(names.map(note)));

/** What a message got since is told by the events that follow; memory leaves its earlier ones as they were. */
function asItWasSaid(event: LogEvent | undefined) {
  const cut = (json = '') =>
    json
      .replace(/"reactions":\[.*?\](?=,"client_id")/g, '"reactions":[]')
      .replace(/"pinned":\{"user":\{[^}]*\}[^}]*\}/g, '"pinned":null');
  return { ...event, data: cut(event?.data), json: cut(event?.json), bytes: 0 };
}

const dataOf = ({ log }: EventNode) => log.recent.after(0)?.map(({ data }) => data);

describe('what one node wrote comes to another', () => {
  test('inside the wake-up, and costs it no question to the database', async () => {
    const local = new LocalBus();
    const [here, there] = [await open(local.join()), await open(local.join())];
    await insertUsersAndChats(here, 1, 0);
    const looks = looksOf(there);
    for (let i = 0; i < 20; i += 1) await say(here, `${i}`, `${i} too`);
    await until(() => there.heard.length === 40, { what: 'the other has heard of all' });
    expect(there.log.recent.after(0)).toEqual(here.log.recent.after(0));
    expect(looks()).toBe(0);
  });

  test('between its own, in the order of their ids, without a question either', async () => {
    const local = new LocalBus();
    const [here, there] = [await open(local.join()), await open(local.join())];
    await insertUsersAndChats(here, 1, 0);
    const looks = [looksOf(here), looksOf(there)];
    for (let i = 0; i < 20; i += 1) await Promise.all([say(here, `${i}`), say(there, `${i} there`)]);
    await until(() => here.heard.length === 40 && there.heard.length === 40, { what: 'both know all' });
    expect(there.heard).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(there.log.recent.after(0)).toEqual(here.log.recent.after(0));
    // A busy machine may take longer over one of them than it is waited for.
    expect(Math.min(...looks.map((count) => count()))).toBeLessThan(3);
  });

  test('by a look where it is more than the bus carries', async () => {
    const local = new LocalBus();
    const [here, there] = [await open(local.join()), await open(local.join())];
    await insertUsersAndChats(here, 1, 0);
    const looks = looksOf(there);
    await say(here, ...Array.from({ length: 500 }, (_, i) => `${i}`.repeat(300)));
    await until(() => there.heard.length === 500, { what: 'the other has heard of all' });
    expect(looks()).toBeGreaterThan(0);
    expect(there.log.recent.after(0)).toEqual(here.log.recent.after(0));
  });

  test('by a look from whoever has another secret, and what that one makes up is no event', async () => {
    const local = new LocalBus();
    const stranger = await open(local.join(), { secret: 'a secret that nobody else has here' });
    const there = await open(local.join());
    await insertUsersAndChats(there, 1, 0);
    const looks = looksOf(there);
    await say(stranger, 'one');
    await until(() => there.heard.length === 1, { what: 'it is heard of' });
    expect(looks()).toBeGreaterThan(0);
    const bus = local.join();
    const event = { ...there.log.recent.after(0)?.[0], id: 2, data: '{"name":"never written"}' };
    for (const text of [JSON.stringify([event]), `intruder.${JSON.stringify([event])}`, 'intruder.', '.', ''])
      await bus.publish('log', text);
    await say(there, 'two');
    expect(dataOf(there)).toEqual(['{"name":"one"}', '{"name":"two"}']);
    await bus.close();
  });
});

test('what is missing on the way is looked for, though nobody asks and nobody says more', async () => {
  const local = new LocalBus();
  const bus = local.join();
  let isLosing = true;
  const losing: Bus = {
    ...bus,
    subscribe: (topic, listener) => bus.subscribe(topic, (text) => void (isLosing || listener(text))),
  };
  const [here, there] = [await open(local.join()), await open(losing)];
  await insertUsersAndChats(here, 1, 0);
  await say(here, 'lost');
  isLosing = false;
  await say(here, 'heard');
  await until(() => there.heard.length === 2, { what: 'both are there' });
  expect(there.heard).toEqual([1, 2]);
});

test(`a bus that loses, doubles, delays and mixes up costs no event (seed ${seed})`, async () => {
  console.info(`news: HOLDLINE_TEST_SEED=${seed}`);
  const random = randomFrom(seed);
  const local = new LocalBus();
  const given = () => ({ random: random.fork(), lostShare: 0.2, lateMs: 40 });
  const buses = Array.from({ length: 3 }, () => unreliable(local.join(), given()));
  const nodes = await Promise.all(buses.map((bus) => open(bus)));
  const [first] = nodes;
  if (!first) throw new Error('There is no node.');
  await insertUsersAndChats(first, 1, 0);
  const writes = nodes.map(async (node, n) => {
    for (let i = 0; i < 40; i += 1) {
      const events = await node.log.write((_trx, append) =>
        append([note(`${n} ${i}`), note(`${n} ${i} too`)]),
      );
      // Whoever wrote and then polls the same node finds what was written.
      for (const { id } of events) expect(node.heard).toContain(id);
      if (random.chance(0.2)) for (const bus of buses) bus.repeat();
    }
  });
  await Promise.all(writes);
  // As the sweep does each second.
  await Promise.all(nodes.map(({ log }) => log.catchUp()));
  for (const bus of buses) bus.repeat();
  const stored = await readTail(first.db, 0, 1000);
  for (const { heard, log } of nodes) {
    expect(heard).toEqual(Array.from({ length: 240 }, (_, i) => i + 1));
    expect(log.recent.after(0)).toEqual(stored);
  }
});

test('what was taken back is not brought back by news from before, however late and often they come', async () => {
  const local = new LocalBus();
  const bus = unreliable(local.join(), { random: randomFrom(1), lostShare: 0, lateMs: 1 });
  const [here, there] = [await open(local.join(), { references }), await open(bus, { references })];
  await insertUsersAndChats(here, 1, 1);
  const event = { scope: { chatId: 1 }, chatUri: 'chat-1', messageId: 12 } as const;
  const said = { ...event, type: 'message.created', data: { id: 12, message: 'the safe is open' } } as const;
  const deleted = { ...event, type: 'message.deleted', data: { id: 12, message: '' } } as const;
  await here.log.write((_trx, append) => append([said]));
  await until(() => there.heard.length === 1, { what: 'the words are heard' });
  expect(dataOf(there)?.join()).toContain('safe');
  await here.log.write((_trx, append) => append([deleted]));
  await until(() => there.heard.length === 2, { what: 'that they are taken back is heard' });
  for (let i = 0; i < 3; i += 1) {
    bus.repeat();
    await say(here, `${i}`);
    await until(() => there.heard.length === 3 + i, { what: 'what follows is heard' });
    expect(dataOf(there)?.join()).not.toContain('safe');
  }
  expect(there.heard).toEqual([1, 2, 3, 4, 5]);
});

test(`what a node knows by news is what the log says, event by event (seed ${seed})`, async () => {
  console.info(`news: HOLDLINE_TEST_SEED=${seed}`);
  const secret = 'a secret of the server and of who listens to it';
  const server = await startTestServer({ ...place.database.settings, SECRET_KEY: secret });
  try {
    const bus = await openPostgresBus(place.database.settings.DATABASE_URL ?? '');
    const there = await open(bus, { references, secret });
    const start = there.log.recent.head;
    const looks = looksOf(there);
    await playTraffic({
      url: server.url,
      random: randomFrom(seed),
      operations: 7,
      maxWaitS: 1,
      makeStaff: (username) => makeStaff(place.database, username),
    });
    const { db, log } = there;
    const stored = await readTail(db, 0, 10_000);
    await until(() => log.recent.head === stored.at(-1)?.id, { what: 'all is heard' });
    const known = new Map(log.recent.after(start)?.map((event) => [event.id, event]));
    // Memory still has those of chats that took theirs with them.
    const left = stored.filter(({ id }) => id > start);
    const late = (event: LogEvent) => references.isResolvedLate(event);
    const now = await resolveEvents(
      db.read,
      references,
      left.filter((event) => !late(event)),
    );
    const expected = [...now, ...left.filter(late)].sort((one, other) => one.id - other.id);
    expect(left.map(({ id }) => known.get(id)).map(asItWasSaid)).toEqual(expected.map(asItWasSaid));
    expect(new Set(left.map(({ type }) => type)).size).toBeGreaterThan(10);
    expect(looks()).toBeLessThan(known.size / 10);
  } finally {
    await server.stop();
  }
});
