import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headMovedTo, readHead } from '../../api/log/head.ts';
import type { Append } from '../../api/log/journal.ts';
import { appendEvents } from '../../api/log/queries.ts';
import { noReferences } from '../../api/log/references.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { until } from '../support/until.ts';

// "Commit order is id order" (DESIGN.md section 2, rule 2): else a reader passes over a row that commits late.

let database: TestDatabase;
let writing: EventNode;
let other: EventNode;
let reading: EventNode;

beforeEach(async () => {
  database = await createDatabase('postgres');
  writing = await openEventNode(database);
  other = await openEventNode(database);
  reading = await openEventNode(database);
  await insertUsersAndChats(writing, 1, 0);
});

afterEach(async () => {
  await reading.close();
  await other.close();
  await writing.close();
  await database.drop();
});

/** Some way to write to the log of a node: a transaction around `work`. */
type Write = (node: EventNode, work: (append: Append) => Promise<unknown>) => Promise<unknown>;

const asTheServerDoes: Write = ({ log }, work) => log.write((_trx, append) => work(append));

/** The same by somebody who only looks at the head of the log and does not take it. */
const withoutTheHead: Write = ({ db }, work) =>
  db.transaction(async (trx) => {
    let last = await readHead(trx);
    await work(async (events) => {
      const given = { firstId: last + 1, nowMs: 0, references: noReferences };
      const { stored, written } = appendEvents(trx, events, given);
      last += stored.length;
      await written;
      return stored;
    });
    await trx.raw(headMovedTo(last));
  });

/**
 * The first transaction takes its number and stays open; the second, of another node, takes the next and commits as soon as it can, while
 * a reader looks all the time. Resolves with how both ended, the ids in the log, and those that the reader came to see.
 */
async function commitInReverse(write: Write) {
  const firstHasNumber = gate();
  const firstMayCommit = gate();
  const first = write(writing, async (append) => {
    await append([note('first')]);
    firstHasNumber.open();
    await firstMayCommit.opened;
  });
  await firstHasNumber.opened;
  let secondIsDone = false;
  const second = write(other, (append) => append([note('second')])).then(() => {
    secondIsDone = true;
  });
  await until(async () => secondIsDone || (await waitsForLock()), {
    what: 'the second has committed or waits for the first',
  });
  await reading.log.catchUp();
  firstMayCommit.open();
  const ends = await Promise.allSettled([first, second]);
  await reading.log.catchUp();
  const stored: number[] = await reading.db.read('events').orderBy('id').pluck('id');
  return { ends, stored, seen: reading.heard };
}

function gate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

async function waitsForLock(): Promise<boolean> {
  // Of this database: other tests wait in others on the same server.
  const waiting = await reading.db
    .read('pg_stat_activity')
    .where({ wait_event_type: 'Lock' })
    .whereRaw('datname = current_database()');
  return waiting.length > 0;
}

describe('two transactions that would commit in reverse', () => {
  test('take turns, and a reader sees both in order', async () => {
    const { ends, stored, seen } = await commitInReverse(asTheServerDoes);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(stored).toEqual([1, 2]);
    expect(seen).toEqual(stored);
  });

  test('of which one does not wait for the head of the log: it is refused, and no reader loses anything', async () => {
    const { ends, stored, seen } = await commitInReverse(withoutTheHead);
    expect(ends).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: '23505' } }]);
    expect(stored).toEqual([1]);
    expect(seen).toEqual(stored);
  });
});

test('what a node wrote right behind the last event that it knows needs no look at the log', async () => {
  const asked: string[] = [];
  writing.db.read.on('query', ({ sql }: { sql: string }) => asked.push(sql));
  await writing.log.write((_trx, append) => append([note('first'), note('second')]));
  expect(writing.heard).toEqual([1, 2]);
  expect(asked.filter((sql) => sql.includes('where "id" > '))).toEqual([]);
  await reading.log.catchUp();
  await reading.log.write((_trx, append) => append([note('third')]));
  // Something is in between, so it looks.
  await writing.log.write((_trx, append) => append([note('fourth')]));
  expect(writing.heard).toEqual([1, 2, 3, 4]);
});

test('where others write too, what comes while a node waits for its turn shares it', async () => {
  const batches: number[][] = [];
  const send = writing.log.gather(async (_trx, append, items: readonly number[]) => {
    batches.push([...items]);
    await append(items.map((item) => note(`${item}`)));
    return items;
  });
  await asTheServerDoes(other, (append) => append([note('of another node')]));
  await send(1);
  const hasHead = gate();
  const mayCommit = gate();
  const others = asTheServerDoes(other, async (append) => {
    await append([note('slow')]);
    hasHead.open();
    await mayCommit.opened;
  });
  await hasHead.opened;
  const sent = [send(2)];
  await until(waitsForLock, { what: 'the node waits for the head of the log' });
  sent.push(send(3), send(4));
  mayCommit.open();
  await others;
  expect(await Promise.all(sent)).toEqual([2, 3, 4]);
  expect(batches).toEqual([[1], [2, 3, 4]]);
});

test('numbers that were rolled back are given to the next, and nobody takes the one for the other', async () => {
  const failing = writing.log.write(async (_trx, append) => {
    await append([note('never')]);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  await reading.log.write((_trx, append) => append([note('instead')]));
  await writing.log.catchUp();
  expect(writing.log.recent.after(0)?.map(({ id, data }) => [id, data])).toEqual([[1, '{"name":"instead"}']]);
});

test('many slow transactions on two nodes come out at a reader complete and in order', async () => {
  const seed = testSeed();
  console.info(`commit-order: HOLDLINE_TEST_SEED=${seed}`);
  const random = randomFrom(seed);
  let isWriting = true;
  // Those who write look as well, so that many a look has begun when a write of theirs commits.
  const looking = [reading, writing, other].map(async ({ log }) => {
    while (isWriting) await log.catchUp();
  });
  const writes = Array.from({ length: 60 }, async (_, i) => {
    const pausesMs = [random.below(50), random.below(8), random.below(8)];
    const fails = random.chance(0.2);
    await sleep(pausesMs[0]);
    const node = i % 2 === 0 ? writing : other;
    return node.log
      .write(async (_trx, append) => {
        await sleep(pausesMs[1]);
        const events = await append([note(`${i}`), note(`${i} too`)]);
        await sleep(pausesMs[2]);
        // Leaves no gap in the numbers: the next one gets them.
        if (fails) throw new Error('changed my mind');
        return events.map((event) => event.id);
      })
      .then((ids) => {
        // Whoever wrote and then polls the same node finds what was written.
        for (const id of ids) expect(node.heard).toContain(id);
        return ids;
      })
      .catch((error) => {
        if (error.message === 'changed my mind') return [];
        throw error;
      });
  });
  const written = (await Promise.all(writes)).flat().sort((a, b) => a - b);
  isWriting = false;
  await Promise.all(looking);
  await reading.log.catchUp();
  expect(written).toEqual(Array.from(written, (_, i) => i + 1));
  expect(reading.heard).toEqual(written);
  // Each of the writers has the other's events in their place among its own.
  for (const node of [writing, other]) {
    await node.log.catchUp();
    expect(node.heard).toEqual(written);
  }
});
