import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markEnded } from '../../api/chats/ending/queries.ts';
import { findChat } from '../../api/chats/queries.ts';
import { openDatabase } from '../../api/db/connection.ts';
import { manageHere } from '../support/manage.ts';
import { arranged, startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { shiftClock } from '../support/shifted-clock.ts';

// What a backup must not keep, as it leaves the database itself only some time after it was deleted.

let server: TestServer;
let folder: string;

beforeEach(async () => {
  server = await startTestServer();
  folder = mkdtempSync(path.join(tmpdir(), 'holdline-backup-'));
});

afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('nothing of a chat that ended is in a backup, neither its words nor what is still to be erased', async () => {
  const [alice, bob] = [await signUp(server, 'alice'), await signUp(server, 'bob')];
  const [small, large] = [await startChat(alice, bob), await startChat(alice, bob)];
  arranged(await alice.post(small.messages, { message: 'marzipan' }), 201);
  arranged(await alice.post(large.messages, { message: 'quicksilver' }), 201);
  // Of these the words leave the index within a minute.
  expect((await alice.delete(small.path)).status).toBe(204);
  // What is done at once to a chat that takes long to erase.
  const db = openDatabase({ databaseUrl: null, dataDir: server.settings.DATA_DIR ?? '' });
  const chat = await findChat(db.read, large.uri, 0);
  await db.transaction((trx) => markEnded(trx, { id: chat?.id ?? 0, uri: large.uri }));
  await db.close();

  const file = path.join(folder, 'backup');
  expect(await manageHere(server, 'backup', file)).toMatchObject({ code: 0, stderr: '' });
  const bytes = readFileSync(file);
  for (const word of ['marzipan', 'quicksilver']) expect(bytes.includes(word), word).toBe(false);
  expect(bytes.includes('alice')).toBe(true);
});

test('nor is what has disappeared while no server ran to erase it, but what has not', async () => {
  const alice = await signUp(server, 'alice');
  const chat = await startChat(alice);
  arranged(await alice.post(chat.messages, { message: 'marzipan' }), 201);
  arranged(await alice.patch(chat.path, { disappear_after: 3600 }), 200);
  arranged(await alice.post(chat.messages, { message: 'quicksilver' }), 201);
  await server.halt();
  shiftClock(3600 * 1000);
  const file = path.join(folder, 'copy.sqlite3');
  expect(await manageHere(server, 'backup', file)).toMatchObject({ code: 0 });
  const bytes = readFileSync(file);
  expect([bytes.includes('quicksilver'), bytes.includes('marzipan')]).toEqual([false, true]);
});
