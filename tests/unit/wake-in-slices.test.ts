import { expect, test } from 'vitest';
import { wakeInSlices } from '../../api/feed/wake-in-slices.ts';
import { Waiters } from '../../api/log/waiting/waiters.ts';
import { Turns } from '../../api/process/turns.ts';
import { createDatabase } from '../support/database.ts';
import { insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { movableClock } from '../support/movable-clock.ts';
import { saySlowly } from '../support/say-slowly.ts';

const chat = 7;

/** So many people, each with a poll that is parked; those who were woken, in order. */
function stage(people: number, turns = new Turns()) {
  const waiters = new Waiters(movableClock());
  const woken: number[] = [];
  const failures: unknown[] = [];
  let failing = 0;
  const park = (userId: number, chatId: number | null = null) => {
    const waiting = {
      userId,
      familyId: 'family',
      tokenId: 'token',
      tokenEndsAt: Number.POSITIVE_INFINITY,
      chatId,
      client: null,
      address: '192.0.2.1',
      deadlineMs: 1e9,
    };
    const waiter = waiters.add(waiting);
    const next = () =>
      waiter.next(() => {
        if (userId === failing) throw new Error('gone wrong');
        woken.push(userId);
        next();
      });
    next();
  };
  for (let userId = 1; userId <= people; userId += 1) park(userId);
  const readers = wakeInSlices(waiters, turns, (error) => failures.push(error));
  const wakeAll = () => {
    for (let userId = 1; userId <= people; userId += 1) readers.wakeUser(userId, chat);
  };
  const fail = (userId: number) => {
    failing = userId;
  };
  return { readers, woken, failures, park, wakeAll, fail };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('nobody is woken before whoever wrote had a turn, then eight at a time', async () => {
  const { woken, wakeAll } = stage(20);
  wakeAll();
  await Promise.resolve();
  expect(woken).toHaveLength(0);
  const sizes: number[] = [];
  for (let turns = 0; turns < 4; turns += 1) {
    await turn();
    sizes.push(woken.length);
  }
  expect(sizes).toEqual([8, 16, 20, 20]);
});

test('a crowd is woken when what is said meanwhile is on disk', async () => {
  const turns = new Turns(() => 0);
  const { woken, wakeAll } = stage(60, turns);
  const end = saySlowly(turns);
  wakeAll();
  for (let i = 0; i < 5; i += 1) await turn();
  expect(woken).toHaveLength(0);
  await end();
  for (let i = 0; i < 9; i += 1) await turn();
  expect(woken).toHaveLength(60);
});

test('who is due twice before the turn comes is woken once, and again by what comes later', async () => {
  const { woken, wakeAll } = stage(2);
  wakeAll();
  wakeAll();
  await turn();
  expect(woken).toEqual([1, 2]);
  wakeAll();
  await turn();
  expect(woken).toEqual([1, 2, 1, 2]);
});

test('news of two chats wakes the polls of both', async () => {
  const { readers, woken, park } = stage(0);
  park(1, 5);
  park(1, 6);
  readers.wakeUser(1, 5);
  readers.wakeUser(1, 6);
  await turn();
  expect(woken).toEqual([1, 1]);
});

test('one reader who fails stops nobody, and is told of', async () => {
  const { woken, failures, wakeAll, fail } = stage(10);
  fail(3);
  wakeAll();
  await turn();
  await turn();
  expect(woken).toHaveLength(9);
  expect(failures).toEqual([new Error('gone wrong')]);
});

test('one listener of the log that fails stops no other, nor the write', async () => {
  const database = await createDatabase('sqlite');
  const node = await openEventNode(database);
  await insertUsersAndChats(node, 1, 0);
  const failures: unknown[] = [];
  node.log.onFailure = (error) => failures.push(error);
  node.log.onEvents(() => {
    throw new Error('broken');
  });
  const later: number[] = [];
  node.log.onEvents((events) => later.push(...events.map(({ id }) => id)));
  await node.log.write((_trx, append) => append([note('one')]));
  await node.log.write((_trx, append) => append([note('two')]));
  expect(later).toEqual([1, 2]);
  expect(failures).toHaveLength(2);
  await node.close();
  await database.drop();
});
