import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { ConnectionLost, faultOf } from '../../api/db/faults.ts';
import { unsuitable } from '../../api/db/postgres/suitable.ts';
import { WriteHealth } from '../../api/db/write-health.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const canary = 'the-canary-sings';

describe('what SQLite says when it can no more write', () => {
  let database: TestDatabase;
  let db: Database;
  const open = () => openDatabase({ databaseUrl: null, dataDir: database.settings.DATA_DIR ?? '' });
  const write = (text: string) =>
    db.transaction((trx) => trx('meta').insert({ key: text.slice(0, 50), value: text }));
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: Error) => error,
    );

  beforeEach(async () => {
    database = await createDatabase('sqlite');
    db = open();
    await db.migrate();
  });

  afterEach(async () => {
    await db.close();
    await database.drop();
  });

  // Both are settings of the one writing connection, so they end with it: as the fault does for whoever comes next.
  test.for([
    ['PRAGMA max_page_count = 1', 'SQLITE_FULL', /is full/],
    ['PRAGMA query_only = ON', 'SQLITE_READONLY', /read-only/],
  ] as const)(
    '%s is %s: the error is the first one, and the next write goes',
    async ([pragma, code, sentence]) => {
      await db.transaction((trx) => trx.raw(pragma));
      const error = await failureOf(write(canary.repeat(10_000)));
      expect(error).toMatchObject({ code });
      expect(faultOf(error)?.sentence).toMatch(sentence);
      // Beside the log's own care: knex is told not to put values into messages.
      expect(error?.message).not.toContain(canary);
      expect(await db.whatStopsWrites()).toBe(faultOf(error));
      await write('the next one');
    },
  );

  test('a damaged page is a fault of reading too, and never a value of it', async () => {
    await db.close();
    const file = path.join(database.settings.DATA_DIR ?? '', 'holdline.sqlite3');
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]));
    db = open();
    const error = await failureOf(Promise.resolve(db.read('meta')));
    expect(error).toMatchObject({ code: 'SQLITE_CORRUPT' });
    expect(faultOf(error)?.sentence).toMatch(/damaged/);
  });
});

describe('a fault', () => {
  test('is told by code or class, and never by words', () => {
    expect(faultOf(new Error('SQLITE_FULL: database or disk is full'))).toBeNull();
    expect(faultOf(Object.assign(new Error(''), { code: '23505' }))).toBeNull();
    expect(faultOf(new TypeError('fetch failed'))).toBeNull();
    expect(faultOf(null)).toBeNull();
    expect(faultOf(new ConnectionLost(new Error('Connection terminated')))?.sentence).toMatch(/reached/);
    const refused = Object.assign(new Error(''), { code: '53300' });
    expect(faultOf(new ConnectionLost(refused))?.sentence).toMatch(/no connection left/);
  });
});

describe('whether writes can be done', () => {
  function health() {
    let nowMs = 0;
    let probes = 0;
    const disk = { isFull: false };
    const state = new WriteHealth(
      async () => {
        probes += 1;
        const error = disk.isFull ? Object.assign(new Error(''), { code: 'ENOSPC' }) : null;
        state.note(error);
        if (error) throw error;
      },
      () => nowMs,
    );
    const wait = (ms: number) => {
      nowMs += ms;
    };
    return { state, disk, wait, probes: () => probes };
  }

  test('is tried out where nobody wrote lately, once for all who ask', async () => {
    const { state, disk, probes } = health();
    disk.isFull = true;
    const answers = await Promise.all([state.whatStopsWrites(), state.whatStopsWrites()]);
    expect(answers.map((fault) => fault?.sentence)).toEqual([
      expect.stringMatching(/full/),
      expect.stringMatching(/full/),
    ]);
    expect(probes()).toBe(1);
  });

  test('is known from those who write', async () => {
    const { state, probes } = health();
    state.note(null);
    expect(await state.whatStopsWrites()).toBeNull();
    state.note(Object.assign(new Error(''), { code: '25006' }));
    state.note(null);
    expect((await state.whatStopsWrites())?.sentence).toMatch(/read-only/);
    expect(probes()).toBe(0);
  });

  test('comes back by itself, and says so once', async () => {
    const { state, disk, wait } = health();
    let recoveries = 0;
    state.onRecovery(() => {
      recoveries += 1;
    });
    disk.isFull = true;
    await state.whatStopsWrites();
    wait(6000);
    expect(await state.whatStopsWrites()).not.toBeNull();
    disk.isFull = false;
    wait(6000);
    expect(await state.whatStopsWrites()).toBeNull();
    expect(await state.whatStopsWrites()).toBeNull();
    expect(recoveries).toBe(1);
  });

  test('is no matter of a lock or of an error of ours', async () => {
    const { state } = health();
    state.note(null);
    state.note(Object.assign(new Error(''), { code: 'SQLITE_BUSY' }));
    state.note(new TypeError('ours'));
    expect(await state.whatStopsWrites()).toBeNull();
  });
});

test('an old PostgreSQL or another encoding is named in one line', () => {
  expect(unsuitable({ version: 160_004, encoding: 'UTF8' })).toBeNull();
  expect(unsuitable({ version: 130_012, encoding: 'UTF8' })).toMatch(/PostgreSQL 13; 14 or newer/);
  expect(unsuitable({ version: 160_004, encoding: 'LATIN1' })).toMatch(/LATIN1/);
});
