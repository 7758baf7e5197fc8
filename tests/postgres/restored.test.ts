import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, cursorNow, eventsOf } from '../api/polling.ts';
import { manageHere } from '../support/manage.ts';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// PostgreSQL is backed up by its own tools; what we have to say of it.

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server?.stop());

test('backup and restore say what to run, with the file as a shell takes it, and do nothing', async () => {
  const backup = await manageHere(server, 'backup', "alice's file");
  expect(backup.code).toBe(1);
  expect(backup.stderr).toContain(`pg_dump --format=custom --file='alice'\\''s file' "$DATABASE_URL"`);
  const restore = await manageHere(server, 'restore', 'file');
  expect(restore.code).toBe(1);
  expect(restore.stderr).toContain(`pg_restore --no-owner --dbname="$DATABASE_URL" 'file'`);
});

test('once it is said to be restored, old cursors are refused and nobody is logged out', async () => {
  const [alice, bob] = [await signUp(server, 'alice'), await signUp(server, 'bob')];
  const chat = await startChat(alice, bob);
  const cursor = await cursorNow(alice, eventsOf(chat), bob);
  await server.halt();
  expect((await manageHere(server, 'restored')).code).toBe(0);
  expect((await manageHere(server, 'restored')).code).toBe(0);
  await server.resume();
  const reply = await ask(alice, eventsOf(chat), { cursor });
  expect(reply.status).toBe(410);
  expect(reply.body).toMatchObject({ code: 'cursor_expired' });
  expect((await ask(bob, eventsOf(chat))).status).toBe(200);
});
