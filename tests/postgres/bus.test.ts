import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { LocalBus } from '../../api/bus/local.ts';
import { openPostgresBus } from '../../api/bus/postgres.ts';
import { busLineSuite } from '../support/bus-line-suite.ts';
import { busSuite } from '../support/bus-suite.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { terminateListeners } from '../support/terminate-listeners.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createDatabase('postgres');
});

// After those of the suite, which close what has joined.
afterEach(async () => {
  await database.drop();
});

const join = (): Promise<Bus> => openPostgresBus(database.settings.DATABASE_URL ?? '');

busSuite({ name: 'PostgreSQL', join, interrupt: () => terminateListeners(database) });

busLineSuite({
  name: 'PostgreSQL',
  url: () => database.settings.DATABASE_URL ?? '',
  join: (url) => openPostgresBus(url),
  database: () => database,
  server: {
    skipped:
      'all tests share it; faults.test.ts has it gone and back, and it keeps everything for who is slow',
  },
});

test('what is published by a transaction is heard when it commits, word for word, and never when it is rolled back', async () => {
  const [here, there] = [await join(), await join()];
  const { db, close } = await openEventNode(database);
  try {
    const heard: string[] = [];
    await there.subscribe('log', (text) => void heard.push(text));
    const say = (text: string, fails = false) =>
      db.transaction(async (trx) => {
        await trx.raw(here.sqlToPublish?.('log', text).replaceAll('?', '\\?') ?? '');
        await here.publish('log', `while ${text}`);
        if (fails) throw new Error('changed my mind');
      });
    await say('first');
    await expect(say('never', true)).rejects.toThrow('changed my mind');
    const odd = `it's a \\ and a "quote", ? and $1; 你好`;
    await say(odd);
    await here.publish('log', 'last');
    await until(() => heard.at(-1) === 'last', { what: 'the last is heard' });
    expect(heard).toEqual(['while first', 'first', 'while never', `while ${odd}`, odd, 'last']);
    expect(() => here.sqlToPublish?.('log', 'x'.repeat(8000))).toThrow(RangeError);
  } finally {
    await Promise.all([here.close(), there.close(), close()]);
  }
});

test('an event comes to another node without a sweep', async () => {
  const here = await openEventNode(database, await join());
  const there = await openEventNode(database, await join());
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

test('what was written while the line was down arrives when it is back', async () => {
  const here = await openEventNode(database, new LocalBus().join());
  const there = await openEventNode(database, await join());
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
