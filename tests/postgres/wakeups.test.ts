import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openChannel } from '../../api/bus/notifications.ts';
import type { Wakeups } from '../../api/bus/wakeups/index.ts';
import { LocalWakeups } from '../../api/bus/wakeups/local.ts';
import { postgresWakeups } from '../../api/bus/wakeups/postgres.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { terminateListeners } from '../support/terminate-listeners.ts';
import { until } from '../support/until.ts';

// One contract (api/bus/wakeups/index.ts), held to every kind of wake-up.

interface Kind {
  name: string;
  /** One more node on the same channel. */
  join(): Promise<Wakeups>;
}

let database: TestDatabase;
let local: LocalWakeups;
const joined: Wakeups[] = [];

beforeEach(async () => {
  database = await createDatabase('postgres');
  local = new LocalWakeups();
});

afterEach(async () => {
  await Promise.all(joined.splice(0).map((node) => node.close()));
  await database.drop();
});

const kinds: Kind[] = [
  { name: 'local', join: async () => local.join() },
  {
    name: 'PostgreSQL',
    join: async () => postgresWakeups(await openChannel(database.settings.DATABASE_URL ?? '', 'test_log')),
  },
];

async function joinOf(kind: Kind): Promise<Wakeups> {
  const node = await kind.join();
  joined.push(node);
  return node;
}

/** Counts how often this node is woken. */
function wakesOf(node: Wakeups): () => number {
  let wakes = 0;
  node.onWake(() => (wakes += 1));
  return () => wakes;
}

describe.for(kinds)('wake-ups, $name', (kind) => {
  test('reach every listener of every other node', async () => {
    const [here, there, elsewhere] = [await joinOf(kind), await joinOf(kind), await joinOf(kind)];
    const counts = [wakesOf(there), wakesOf(there), wakesOf(elsewhere)];
    here.notify();
    await until(() => counts.every((wakes) => wakes() > 0), { what: 'all are woken' });
  });

  test('go both ways', async () => {
    const [here, there] = [await joinOf(kind), await joinOf(kind)];
    const [wakesHere, wakesThere] = [wakesOf(here), wakesOf(there)];
    here.notify();
    await until(() => wakesThere() > 0, { what: 'the other is woken' });
    const before = wakesHere();
    there.notify();
    await until(() => wakesHere() > before, { what: 'the first is woken' });
  });

  test('call nobody before notify returns', async () => {
    const [here, there] = [await joinOf(kind), await joinOf(kind)];
    const wakes = wakesOf(there);
    here.notify();
    expect(wakes()).toBe(0);
    await until(() => wakes() > 0, { what: 'the other is woken' });
  });

  test('may be fewer than the calls, but one comes after the last', async () => {
    const [here, there] = [await joinOf(kind), await joinOf(kind)];
    let written = 0;
    let seen = 0;
    let wakes = 0;
    there.onWake(() => {
      wakes += 1;
      seen = written;
    });
    for (let burst = 0; burst < 20; burst += 1) {
      for (let i = 0; i < 50; i += 1) {
        written += 1;
        here.notify();
      }
      if (burst % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => seen === written, { what: 'the last of 1000 is heard of' });
    expect(wakes).toBeLessThanOrEqual(written);
  });

  test('end with close, and a node that closed harms nobody', async () => {
    const [here, there, gone] = [await joinOf(kind), await kind.join(), await joinOf(kind)];
    const wakesGone = wakesOf(gone);
    await there.close();
    await gone.close();
    gone.notify();
    const watcher = await joinOf(kind);
    const wakes = wakesOf(watcher);
    here.notify();
    await until(() => wakes() > 0, { what: 'who is still there is woken' });
    expect(wakesGone()).toBe(0);
  });

  test('bring an event to another node without a sweep', async () => {
    const here = await openEventNode(database, await kind.join());
    const there = await openEventNode(database, await kind.join());
    try {
      await insertUsersAndChats(here, 1, 0);
      for (let i = 0; i < 20; i += 1) await here.log.write((_trx, append) => append([note(`${i}`)]));
      await until(() => there.heard.length === 20, { what: 'the other node has heard of all' });
      expect(there.heard).toEqual(here.heard);
    } finally {
      await here.close();
      await there.close();
    }
  });
});

describe('when the listening connections are killed', () => {
  const [, postgres] = kinds;
  if (!postgres) throw new Error('PostgreSQL is one of the kinds.');

  test('each node is woken when it is back, because it may have missed anything', async () => {
    const wakes = wakesOf(await joinOf(postgres));
    expect(wakes()).toBe(0);
    await terminateListeners(database);
    await until(() => wakes() > 0, { what: 'a wake-up after the reconnect' });
  });

  test('wake-ups go on, as often as it happens', async () => {
    const [here, there] = [await joinOf(postgres), await joinOf(postgres)];
    const [wakesHere, wakesThere] = [wakesOf(here), wakesOf(there)];
    for (let round = 1; round <= 3; round += 1) {
      const before = [wakesHere(), wakesThere()];
      expect(await terminateListeners(database)).toBe(2);
      await until(() => wakesHere() > (before[0] ?? 0) && wakesThere() > (before[1] ?? 0), {
        what: 'both are back',
      });
      const back = wakesThere();
      here.notify();
      await until(() => wakesThere() > back, { what: 'the other is woken' });
    }
  });

  test('what was written meanwhile arrives with the reconnect', async () => {
    const here = await openEventNode(database, local.join());
    const there = await openEventNode(database, await postgres.join());
    try {
      await insertUsersAndChats(here, 1, 0);
      await terminateListeners(database);
      await here.log.write((_trx, append) => append([note('unheard')]));
      await until(() => there.heard.length === 1, { what: 'the other node has heard of it' });
    } finally {
      await here.close();
      await there.close();
    }
  });
});
