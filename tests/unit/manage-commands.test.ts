import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handIn } from '../../api/between-features.ts';
import { LocalBus } from '../../api/bus/local.ts';
import { ensureLobby } from '../../api/chats/lobby.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { Log } from '../../api/log/log.ts';
import { findCommand, type Managing } from '../../api/manage/commands.ts';
import { ManageError } from '../../api/manage/manage-error.ts';
import { MembershipCache } from '../../api/members/access/membership-cache.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { Presence } from '../../api/presence/presence.ts';
import { findUserByName } from '../../api/users/find-by-name.ts';
import { insertUser } from '../../api/users/queries.ts';
import { movableClock } from '../support/movable-clock.ts';

let dataDir: string;
let db: Database;
let services: Managing;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'holdline-manage-'));
  db = openDatabase({ databaseUrl: null, dataDir });
  await db.migrate();
  const clock = movableClock();
  await ensureLobby(db, clock);
  const log = await Log.open({ db, clock, bus: new LocalBus().join(), references: referencesBy(clock) });
  const presence = new Presence(clock, new MembershipCache(db));
  const some = { logger: pino({ level: 'silent' }), db, clock, log, presence };
  services = { ...some, ...handIn(some) };
});

afterEach(async () => {
  await db.close();
  rmSync(dataDir, { recursive: true });
});

async function manage(...line: string[]): Promise<string[]> {
  const [name = '', ...args] = line;
  return findCommand(name)(services, args);
}

async function person(username: string, more: { displayName?: string; isGuest?: boolean } = {}) {
  const names = { username, displayName: username, email: '', passwordHash: null, avatar: 1 };
  await db.transaction((trx) => insertUser(trx, { ...names, isGuest: false, createdAt: 0, ...more }));
}

test.for([
  [['bogus'], /There is no command "bogus"/],
  [['toString'], /There is no command/],
  [['staff'], /Give a username/],
  [['staff', 'nobody-here'], /There is no user "nobody-here"/],
  [['staff', '--remove', 'nobody-here'], /There is no user "nobody-here"/],
  [['remove-user', 'nobody\0'], /There is no user "nobody"/],
  [['remove-user', 'alice', 'bob'], /Give a username, and nothing else/],
  [['remove-session', 'no-such-session'], /There is no session "no-such-session"/],
  [['remove-session', 'lobby'], /The lobby always exists/],
  [['users', '0'], /Give the number of a page/],
  [['sessions', 'x'], /Give the number of a page/],
] as const)('%j is refused with one line', async ([line, sentence]) => {
  await person('alice');
  await person('bob');
  const refusal = await manage(...line).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ManageError);
  expect((refusal as ManageError).message).toMatch(sentence);
  expect((refusal as ManageError).message).not.toContain('\n');
});

test('a name cannot move the cursor of the terminal it is shown on, nor begin a line of its own', async () => {
  await person('mallory', { displayName: 'x\u001b[2J\u202e\n\u009b1;1Hroot' });
  const [line = ''] = await manage('users');
  expect(line).toMatch(/^mallory {2}"x/);
  expect(line).not.toMatch(/\p{Cc}|\p{Cf}/u);
});

test('lists come in pages, and a page beyond the last is empty', async () => {
  for (let i = 0; i < 51; i += 1) await person(`person-${i}`);
  const first = await manage('users');
  expect(first).toHaveLength(51);
  expect(first.at(-1)).toBe('51 users, page 1 of 2');
  expect(await manage('users', '2')).toEqual([expect.stringMatching(/^person-0 /), '51 users, page 2 of 2']);
  expect(await manage('users', '3')).toEqual(['51 users, page 3 of 2']);
  expect(await manage('sessions')).toEqual([
    expect.stringMatching(/^lobby {2}"Lobby" {2}public {2}0 members {2}0 messages/),
    '1 sessions, page 1 of 1',
  ]);
});

test('staff is an account, made and unmade by name in any case', async () => {
  await person('alice');
  await person('guest-1', { isGuest: true });
  const isStaff = async () => (await findUserByName(db.read, 'alice'))?.isStaff;
  expect(await manage('staff', 'ALICE')).toEqual(['alice is staff now.']);
  expect(await isStaff()).toBe(true);
  expect(await manage('staff', '--remove', 'alice')).toEqual(['alice is not staff any more.']);
  expect(await isStaff()).toBe(false);
  await expect(manage('staff', 'guest-1')).rejects.toThrow('is a guest');
});
