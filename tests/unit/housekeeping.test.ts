import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertUser } from '../../api/accounts/queries.ts';
import { findLostGuests, saveSeen } from '../../api/accounts/seen-queries.ts';
import { type Database, openDatabase } from '../../api/db/connection.ts';
import { EventLog } from '../../api/events/event-log.ts';
import { dropUpTo, findOldEnd } from '../../api/events/prune.ts';
import { readStored } from '../../api/events/read-events.ts';
import { LocalWakeups } from '../../api/events/wakeups/local.ts';
import { references } from '../../api/messages/references.ts';
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
  const log = await EventLog.open(db, clock, new LocalWakeups().join(), references);
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
  const reader = { userId: alice, isMember: () => false };
  await expect(readStored(db, log, { reader, chat: null, position: 1, limit: 10 })).rejects.toThrow();
  const rest = await readStored(db, log, { reader, chat: null, position: 2, limit: 10 });
  expect(rest.events.map((event) => event.id)).toEqual([3]);
});

test('pruning a log whose oldest events are young takes nothing', async () => {
  const clock = movableClock();
  const log = await EventLog.open(db, clock, new LocalWakeups().join(), references);
  const alice = await person('alice', false, clock.now());
  await log.write((_trx, add) =>
    add([{ type: 'user.updated', scope: { userId: alice }, chatUri: null, data: {} }]),
  );
  expect(await findOldEnd(db.read, clock.now() - day, 100)).toBe(null);
});
