import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { markEnded } from '../../api/chats/ending/queries.ts';
import { findChat } from '../../api/chats/queries.ts';
import { openDatabase } from '../../api/db/connection.ts';
import { startReceiver } from '../support/hook-receiver.ts';
import { manageHere } from '../support/manage.ts';
import { arranged, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { until } from '../support/until.ts';

// What a backup must not keep, as it leaves the database itself only some time after it was deleted.

let server: TestServer;
let folder: string;

beforeEach(async () => {
  server = await startTestServer({ HOOKS_HTTP: 'on', HOOKS_ALLOWED_ADDRESSES: '127.0.0.1' });
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
  const firstAnswer = await answeredByHook(alice, chat);
  arranged(await alice.post(chat.messages, { message: 'quicksilver' }), 201);
  // Its receiver said it once more, which is kept as well.
  expect(await firstAnswer()).toContain('quicksilver');
  await server.halt();
  shiftClock(3600 * 1000);
  const file = path.join(folder, 'copy.sqlite3');
  expect(await manageHere(server, 'backup', file)).toMatchObject({ code: 0 });
  const bytes = readFileSync(file);
  expect([bytes.includes('quicksilver'), bytes.includes('marzipan')]).toEqual([false, true]);
});

/** Has a hook's receiver answer with what it is told. Resolves with what asks how its first answer begins. */
async function answeredByHook(by: Person, { path: at }: { path: string }) {
  const receiver = await startReceiver();
  receiver.answer = ({ body }) => ({ status: 200, body: JSON.stringify(JSON.parse(body).data.message) });
  onTestFinished(() => receiver.stop());
  const bot = await by.post<{ user: { id: number } }>(`${at}bots/`, { display_name: 'Echo' });
  const hook = `${at}bots/${bot.body.user.id}/hook/`;
  arranged(await by.put(hook, { url: receiver.url }), 201);
  return async () => {
    const list = () => by.get<{ answer: string }[]>(`${hook}attempts/`);
    const tried = await until(list, { what: 'it was told', is: ({ body }) => body.length > 0 });
    return tried.body[0]?.answer;
  };
}
