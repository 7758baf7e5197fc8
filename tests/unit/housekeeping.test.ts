import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { Log } from '../../api/log/log.ts';
import { toPlace } from '../../api/log/place-number.ts';
import { dropUpTo, findOldEnd } from '../../api/log/prune.ts';
import { readStored } from '../../api/log/read.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { workInPieces } from '../../api/process/work-in-pieces.ts';
import { pruneFamilies } from '../../api/tokens/queries.ts';
import { insertUser } from '../../api/users/queries.ts';
import { findLostGuests, saveSeen } from '../../api/users/seen-queries.ts';
import { movableClock } from '../support/movable-clock.ts';

const day = 86_400_000;
let dataDir: string;
let db: Database;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'holdline-housekeeping-'));
  db = openDatabase({ databaseUrl: null, dataDir });
  await db.migrate();
});

afterEach(async () => {
  await db.close();
  rmSync(dataDir, { recursive: true });
});

async function person(username: string, isGuest: boolean, createdAt: number): Promise<number> {
  const names = { username, displayName: username, email: '', passwordHash: null, avatar: 1 };
  return (await db.transaction((trx) => insertUser(trx, { ...names, isGuest, createdAt }))) ?? 0;
}

test('guests unseen for long are found, and neither accounts nor guests who came back', async () => {
  const lost = await person('lost', true, 0);
  const back = await person('back', true, 0);
  await person('alice', false, 0);
  await person('new', true, 40 * day);
  await db.transaction((trx) => saveSeen(trx, new Map([[back, 35 * day]])));
  expect(await findLostGuests(db.read, 30 * day, 10)).toEqual([lost]);
});

test('what is pruned is gone, what is newer stays, and a cursor from before is lost', async () => {
  const clock = movableClock();
  const log = await Log.open({ db, clock, bus: new LocalBus().join(), references: referencesBy(clock) });
  const alice = await person('alice', false, clock.now());
  const append = () =>
    log.write((_trx, add) =>
      add([{ type: 'user.updated', scope: { userId: alice }, chatUri: null, data: {} }]),
    );
  await append();
  await append();
  clock.move(2 * day);
  await append();
  const end = await findOldEnd(db.read, clock.now() - day, 100);
  expect(end).toBe(2);
  expect(await db.transaction((trx) => dropUpTo(trx, end ?? 0))).toBe(2);
  expect(await db.read('events').pluck('id')).toEqual([3]);
  const reader = { userId: alice, isMember: () => false, chatIds: () => [] };
  await expect(
    readStored(db, log, { reader, chat: null, position: toPlace(1), limit: 10 }),
  ).rejects.toThrow();
  const rest = await readStored(db, log, { reader, chat: null, position: toPlace(2), limit: 10 });
  expect(rest.events.map((event) => event.id)).toEqual([3]);
});

test('pruning a log whose oldest events are young takes nothing', async () => {
  const clock = movableClock();
  const log = await Log.open({ db, clock, bus: new LocalBus().join(), references: referencesBy(clock) });
  const alice = await person('alice', false, clock.now());
  await log.write((_trx, add) =>
    add([{ type: 'user.updated', scope: { userId: alice }, chatUri: null, data: {} }]),
  );
  expect(await findOldEnd(db.read, clock.now() - day, 100)).toBe(null);
});

test('a long pruning lets whoever writes in between its pieces', async () => {
  const clock = movableClock();
  const log = await Log.open({ db, clock, bus: new LocalBus().join(), references: referencesBy(clock) });
  const alice = await person('alice', false, clock.now());
  const event = { type: 'user.updated', scope: { userId: alice }, chatUri: null, data: {} } as const;
  await log.write((_trx, add) => add(Array.from({ length: 2000 }, () => event)));
  clock.move(2 * day);
  let pieces = 0;
  const piecesAtWrite: number[] = [];
  const pruning = workInPieces(async () => {
    const end = await findOldEnd(db.read, clock.now() - day, 100);
    if (end === null) return false;
    pieces += 1;
    await db.transaction((trx) => dropUpTo(trx, end));
    return true;
  });
  for (let i = 0; i < 5; i += 1) {
    await log.write((_trx, add) => add([event]));
    piecesAtWrite.push(pieces);
  }
  await pruning;
  expect(pieces).toBe(20);
  // Each write waited for a piece or two, not for all that was left.
  expect(piecesAtWrite.at(-1)).toBeLessThan(15);
  expect(await db.read('events').pluck('id')).toHaveLength(5);
});

test('upkeep rests between its pieces as long as they take', async () => {
  let pieces = 0;
  const startedAt = performance.now();
  await workInPieces(async () => {
    await sleep(20);
    pieces += 1;
    return pieces < 5;
  });
  expect(pieces).toBe(5);
  expect(performance.now() - startedAt).toBeGreaterThan(9 * 18);
});

test('how far the log is pruned never goes back, also when a slower node comes later', async () => {
  const position = () => db.read('meta').where({ key: 'pruned_to' }).pluck('value');
  for (const id of [1500, 900, 1600, 200]) await db.transaction((trx) => dropUpTo(trx, id));
  expect(await position()).toEqual(['1600']);
});

test('expired log-ins and unsaved times are dealt with a few at a time', async () => {
  const alice = await person('alice', false, 0);
  await db.transaction((trx) =>
    trx('token_families').insert(
      Array.from({ length: 30 }, (_, i) => ({ id: `family-${i}`, user_id: alice, expires_at: i })),
    ),
  );
  const counts: number[] = [];
  await workInPieces(async () => {
    counts.push(await db.transaction((trx) => pruneFamilies(trx, 100 * day, 12)));
    return counts.at(-1) === 12;
  });
  expect(counts).toEqual([12, 12, 6]);
});
