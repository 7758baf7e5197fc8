import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Delivered } from '../../api/hooks/delivering/deliver.ts';
import { Dispatcher } from '../../api/hooks/delivering/dispatcher.ts';
import { insertHook } from '../../api/hooks/queries.ts';
import type { EventType } from '../../api/log/event.ts';
import { beginning } from '../../api/log/place.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { until } from '../support/until.ts';
import { watchSql } from '../support/watched-sql.ts';

// Which hooks are looked into when, by a node that delivers; what a look does is played by the test.

const count = 80;

let database: TestDatabase;
let node: EventNode;
let looked: number[];
/** What a look comes to: of a hook that is not named, nothing is left. */
let looks: Map<number, () => Promise<Delivered>>;
let ending: AbortController;
let working: Promise<void>;
let dispatcher: Dispatcher;

/** A hook for each bot, in the chat of the same number, which an event was told in before for the first three. */
beforeEach(async () => {
  database = await createDatabase('sqlite');
  node = await openEventNode(database);
  await insertUsersAndChats(node, count, count);
  const cursor = node.log.cursorAt(beginning);
  await node.db.transaction(async (trx) => {
    for (let id = 1; id <= count; id += 1) {
      await trx('members').insert({ chat_id: id, user_id: id, role: 'member', joined_at: 0 });
      const ofSecret = { secretId: '', secretHash: '', formerSecretId: null, formerUntil: null };
      const state = {
        failingSince: null,
        tries: 0,
        nextTryAt: null,
        pausedBy: null,
        attempts: 0,
        createdAt: 0,
      };
      await insertHook(trx, {
        ...{
          botId: id,
          chatId: id,
          url: `https://${id}.example/`,
          setById: 1,
          eventTypes: ['message.created'],
          cursor,
        },
        ...ofSecret,
        ...state,
      });
    }
  });
  for (const chatId of [1, 2, 3]) await tell(chatId);
  looked = [];
  looks = new Map();
  ending = new AbortController();
  dispatcher = new Dispatcher({
    ...node,
    onFailure: (error) => {
      throw error;
    },
    deliver: async ({ botId }) => {
      looked.push(botId);
      return (await looks.get(botId)?.()) ?? { outcome: 'nothing' };
    },
  });
  node.log.onEvents((events) => dispatcher.hear(events));
  node.log.onPassedOver((passed) => dispatcher.hearPassed(passed));
  const { signal } = ending;
  working = dispatcher.work({ place: null, signal, isHeld: () => !signal.aborted, doneTo: () => {} });
  await until(() => looked.length === 3, { what: 'those behind are looked into' });
});

afterEach(async () => {
  vi.useRealTimers();
  ending.abort();
  await working;
  await node.close();
  await database.drop();
});

const tell = (chatId: number, type: EventType = 'message.created', audience?: number[]) =>
  node.log.write((_trx, append) =>
    append([{ type, scope: { chatId, ...(audience && { audience }) }, chatUri: null, data: {} }]),
  );

/** However long this machine takes, nothing is late. */
const stopTimers = () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

/** Where no timer runs. */
const turnsUntil = async (is: () => boolean) => {
  while (!is()) await new Promise((resolve) => setImmediate(resolve));
};

const never = () =>
  new Promise<Delivered>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve({ outcome: 'nothing' }));
  });

test('who begins finds those that are behind, and no others', () => {
  expect(looked.toSorted()).toEqual([1, 2, 3]);
});

test('what no hook there wants is no look, and costs no statement', async () => {
  const { seen, stop } = watchSql();
  await tell(7, 'reaction.added');
  await tell(7, 'message.created', [8, 9]);
  const beside = seen.filter((sql) => /hooks|members|`events` where/.test(sql));
  stop();
  expect(beside).toEqual([]);
  await tell(7);
  await until(() => looked.length > 3, { what: 'the chat has a hook' });
  expect(looked.slice(3)).toEqual([7]);
});

test('what is passed over on this node is looked into all the same', async () => {
  node.log.isAwaited = () => false;
  const other = await openEventNode(database);
  await other.log.write((_trx, append) =>
    append([{ type: 'message.created', scope: { chatId: 9 }, chatUri: null, data: {} }]),
  );
  await other.close();
  await node.log.catchUp();
  await until(() => looked.includes(9), { what: 'it is looked into' });
});

test('one look at a time for each hook, and another for what happened meanwhile', async () => {
  let end = (_: Delivered) => {};
  looks.set(5, () => new Promise((resolve) => (end = resolve)));
  for (let i = 0; i < 3; i += 1) await tell(5);
  expect(looked.filter((id) => id === 5)).toHaveLength(1);
  looks.delete(5);
  end({ outcome: 'nothing' });
  await until(() => looked.filter((id) => id === 5).length === 2, { what: 'the second look' });
});

test('those that were slow wait for each other, and keep nobody else waiting', async () => {
  stopTimers();
  const slow = Array.from({ length: 20 }, (_, i) => 21 + i);
  // Each is slow once, and hangs from then on.
  for (const id of slow)
    looks.set(id, async () => {
      looks.set(id, never);
      return { outcome: 'tried', isSlow: true, waitMs: 0 };
    });
  for (const id of slow) await tell(id);
  await turnsUntil(() => looked.length === 3 + 20 + 16);
  await tell(60);
  await turnsUntil(() => looked.includes(60));
  expect(looked).toHaveLength(3 + 20 + 16 + 1);
});

test('all ends with the tenure, also what waits behind tries that are under way', async () => {
  stopTimers();
  for (let id = 1; id <= count; id += 1) {
    looks.set(id, never);
    await tell(id);
  }
  await turnsUntil(() => looked.length === 3 + 48);
  ending.abort();
  await working;
  expect(looked).toHaveLength(3 + 48);
});

test('a hook that failed is left alone until its time, and one that is over is forgotten', async () => {
  let tries = 0;
  looks.set(11, async () => {
    tries += 1;
    return tries === 1 ? { outcome: 'tried', isSlow: true, waitMs: 50 } : { outcome: 'over' };
  });
  await tell(11);
  await tell(11);
  expect(tries).toBe(1);
  await until(() => tries === 2, { what: 'the second try' });
  await tell(11);
  await tell(12);
  await until(() => looked.includes(12), { what: 'what came later' });
  expect(tries).toBe(2);
});
