import { afterEach, describe, expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { holdLease, type Lease, type Tenure } from '../../api/log/readers/lease.ts';
import { readLog } from '../../api/log/readers/log-reader.ts';
import { systemClock } from '../../api/process/clock.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { movableClock } from '../support/movable-clock.ts';
import { until } from '../support/until.ts';

// One node at a time reads the log for all, at least once and in order, and another goes on when it stops, dies or freezes.

const pace = { leaseMs: 400, lookMs: 40 };
const kinds: DatabaseKind[] = ['sqlite', 'postgres'];

describe.for(kinds)('the leased reader on %s', (kind) => {
  let database: TestDatabase;
  const nodes: EventNode[] = [];
  const leases: Lease[] = [];

  afterEach(async () => {
    await Promise.all(leases.splice(0).map((lease) => lease.stop()));
    await Promise.all(nodes.splice(0).map((node) => node.close()));
    await database.drop();
  });

  async function open(): Promise<EventNode> {
    const node = await openEventNode(database, new LocalBus().join());
    nodes.push(node);
    return node;
  }

  async function start(): Promise<EventNode> {
    database = await createDatabase(kind);
    const node = await open();
    await insertUsersAndChats(node, 1, 1);
    return node;
  }

  /** Remembers the ids that come, and does with them what it is told. */
  function read({ db, log }: EventNode, work: (ids: number[]) => unknown = () => {}) {
    const seen: number[] = [];
    const failures: unknown[] = [];
    const terms = { db, log, clock: systemClock, name: 'test', pace };
    const lease = readLog({ ...terms, onFailure: (error) => failures.push(error) }, async (events) => {
      const ids = events.map(({ id }) => id);
      seen.push(...ids);
      await work(ids);
    });
    leases.push(lease);
    return { seen, failures, lease };
  }

  const say = async ({ log }: EventNode, count = 1) => {
    for (let i = 0; i < count; i += 1) await log.write((_trx, append) => append([note(`${i}`)]));
  };
  const row = ({ db }: EventNode) => db.read('log_readers').where({ name: 'test' }).first();
  const isAt = (node: EventNode, position: number) =>
    until(async () => (await row(node))?.position === position, { what: `the place ${position} is stored` });

  const onSqlite = test.runIf(kind === 'sqlite');
  const onPostgres = test.runIf(kind === 'postgres');

  onSqlite(
    'begins at the present end, reads all that follows in order, and stores its place behind it',
    async () => {
      const node = await start();
      await say(node, 3);
      const { seen } = read(node);
      await isAt(node, 3);
      await say(node, 4);
      await isAt(node, 7);
      expect(seen).toEqual([4, 5, 6, 7]);
    },
  );

  onSqlite('reads the same events once more when the work failed, and goes on behind them', async () => {
    const node = await start();
    let isFirst = true;
    const { seen, failures } = read(node, (ids) => {
      if (!ids.includes(2) || !isFirst) return;
      isFirst = false;
      throw new Error('not today');
    });
    await isAt(node, 0);
    await say(node, 1);
    await isAt(node, 1);
    await say(node, 2);
    await isAt(node, 3);
    expect(failures).toEqual([new Error('not today')]);
    expect([...new Set(seen)]).toEqual([1, 2, 3]);
    expect(seen.filter((id) => id === 2)).toHaveLength(2);
  });

  onSqlite('goes over what has gone with its chat', async () => {
    const node = await start();
    const { seen } = read(node);
    await isAt(node, 0);
    node.log.isAwaited = () => false;
    await node.log.write(async (trx, append) => {
      await append([note('gone')]);
      await trx('events').delete();
    });
    await isAt(node, 1);
    await say(node);
    await isAt(node, 2);
    expect(seen).toEqual([2]);
  });

  test('is taken over where its place was stored when the process ended without a word', async () => {
    const node = await start();
    const hung = read(node, (ids) => ids.includes(2) && new Promise(() => {}));
    await isAt(node, 0);
    await say(node, 1);
    await isAt(node, 1);
    await say(node, 1);
    await until(() => hung.seen.includes(2), { what: 'it hangs' });
    // It is not stopped, as a process that was killed is not; its database is gone.
    leases.splice(0);
    nodes.splice(0);
    await node.close();
    const other = await open();
    const next = read(other);
    await say(other, 1);
    await isAt(other, 3);
    expect(next.seen).toEqual([2, 3]);
  });

  onPostgres(
    'is on one of two nodes at a time, and leaves its place to the other when it stops',
    async () => {
      const [one, two] = [await start(), await open()];
      const first = read(one);
      await isAt(one, 0);
      const second = read(two);
      await say(one, 2);
      await say(two, 2);
      await two.log.catchUp();
      await one.log.catchUp();
      await until(() => first.seen.length === 4, { what: 'the first has read what both wrote' });
      expect(second.seen).toEqual([]);
      await first.lease.stop();
      await say(one, 1);
      await two.log.catchUp();
      await isAt(two, 5);
      expect([first.seen, second.seen]).toEqual([[1, 2, 3, 4], [5]]);
    },
  );

  onPostgres('knows that its time is over after a pause, before anybody has told it', async () => {
    const node = await start();
    const clock = movableClock();
    const tenures: Tenure[] = [];
    const lease = holdLease(
      { db: node.db, clock, name: 'test', pace, onFailure: () => {} },
      async (tenure) => {
        tenures.push(tenure);
        await new Promise((resolve) => tenure.signal.addEventListener('abort', resolve));
      },
    );
    leases.push(lease);
    const [tenure] = await until(() => tenures, { what: 'it has the lease', is: ({ length }) => length > 0 });
    expect(tenure?.isHeld()).toBe(true);
    clock.move(pace.leaseMs);
    expect(tenure?.isHeld()).toBe(false);
    await until(() => tenures.length === 2, { what: 'it is over, and taken anew' });
    expect(tenure?.signal.aborted).toBe(true);
  });
});
