import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as plainTest } from 'vitest';
import { manage, manageHere } from '../support/manage.ts';
import { comeAsGuest, startChat } from '../support/people.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { allMine, ask, cursorNow, eventsOf, poll } from './polling.ts';
import { history, send } from './stage.ts';
import type { Message } from './wire.ts';

// A copy of all that is on SQLite, made while people talk, and brought back elsewhere.

const SECRET_KEY = 'known-to-whoever-runs-both-servers-1';

const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer({ SECRET_KEY });
    onCleanup(() => server.stop());
    return server;
  })
  .extend('alice', { scope: 'file' }, ({ server }) => signUp(server, 'alice'))
  .extend('bob', { scope: 'file' }, ({ server }) => signUp(server, 'bob'))
  .extend('chat', ({ alice, bob }) => startChat(alice, bob))
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('folder', ({}, { onCleanup }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'holdline-backup-'));
    onCleanup(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  });

/** A server on what was restored from the file, by whoever has the key. */
async function startFrom(file: string, folder: string): Promise<TestServer> {
  const settings = { DATA_DIR: path.join(folder, 'elsewhere'), SECRET_KEY };
  expect(await manageHere({ settings }, 'restore', file)).toMatchObject({ code: 0, stderr: '' });
  return startTestServer(settings);
}

test('a backup made while people talk has all that was acknowledged before, and goes on elsewhere', async ({
  server,
  alice,
  bob,
  chat,
  folder,
}) => {
  const guest = await comeAsGuest(server, 'Passer-by');
  await send(alice, chat, 'before the backup');
  const taken = await send(alice, chat, 'taken back long ago');
  await alice.delete(`${chat.messages}${taken.id}/`);
  const file = path.join(folder, 'monday.sqlite3');
  const backup = manage(server, 'backup', file);
  const later: number[] = [];
  let isDone = false;
  const talk = async () => {
    while (!isDone) later.push((await send(bob, chat, 'meanwhile')).id);
  };
  const talking = talk();
  const { code, stdout, stderr } = await backup.finally(() => {
    isDone = true;
  });
  await talking;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /monday\.sqlite3 holds 3 people, \d+ chats and \d+ messages, until \d{4}-.*, checked\./,
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['monday.sqlite3']);
  expect(readFileSync(file).includes('taken back long ago')).toBe(false);
  await send(bob, chat, 'lost with the first server');

  const elsewhere = await startFrom(file, folder);
  try {
    const caller = anonymous(elsewhere);
    const as = ({ token }: { token: string }) => ({ token });
    const { body } = await caller.get<{ messages: Message[] }>(
      `${chat.messages}?after=0&limit=200`,
      as(alice),
    );
    const texts = body.messages.map(({ message }) => message);
    expect(texts[0]).toBe('before the backup');
    expect(texts).not.toContain('lost with the first server');
    // As of one moment: nothing is missing in between.
    const kept = body.messages.flatMap(({ id, message }) => (message === 'meanwhile' ? [id] : []));
    expect(kept).toEqual(later.slice(0, kept.length));
    // Who had come without a password has nothing but their token.
    expect((await caller.get('/auth/me/', as(guest))).status).toBe(200);
    const there: Person = {
      ...alice,
      ...caller,
      get: (url, options) => caller.get(url, { ...as(alice), ...options }),
    };
    const fresh = await poll(there, allMine);
    await caller.post(chat.messages, { message: 'it goes on' }, as(bob));
    const { events } = await poll(there, allMine, { cursor: fresh.cursor });
    expect(events.map(({ type }) => type)).toEqual(['message.created']);
  } finally {
    await elsewhere.stop();
  }
});

test('a cursor from before passes over nothing of what was given the same numbers', async ({
  server,
  alice,
  bob,
  chat,
  folder,
}) => {
  const file = path.join(folder, 'backup');
  expect((await manageHere(server, 'backup', file)).code).toBe(0);
  await send(bob, chat, 'lost with the first server');
  const cursor = await cursorNow(alice, eventsOf(chat), bob);

  const elsewhere = await startFrom(file, folder);
  try {
    const caller = anonymous(elsewhere);
    for (const message of ['has the number of the lost one', 'and the next', 'and one more'])
      await caller.post(chat.messages, { message }, { token: bob.token });
    const stale = await caller.get(`${eventsOf(chat)}?cursor=${cursor}`, { token: alice.token });
    expect(stale.status).toBe(410);
    expect(stale.body).toMatchObject({ code: 'cursor_expired' });
  } finally {
    await elsewhere.stop();
  }
});

test('no file is written over, no database that is there, and none below a running server', async ({
  server,
  folder,
}) => {
  const file = path.join(folder, 'there');
  writeFileSync(file, 'a diary');
  const refused = await manageHere(server, 'backup', file);
  expect(refused).toMatchObject({ code: 1, stderr: `${file} is there already; name a file that is not.\n` });
  expect(readFileSync(file, 'utf8')).toBe('a diary');

  const backup = path.join(folder, 'backup');
  expect((await manageHere(server, 'backup', backup)).code).toBe(0);
  const running = await manageHere(server, 'restore', backup);
  expect(running.stderr).toContain('another server already runs on DATA_DIR');
  await server.halt();
  const occupied = await manageHere(server, 'restore', backup);
  expect(occupied.stderr).toContain('has a database already');
  await server.resume();
});

test('what others have put there is left alone, and nothing of theirs gets into what is restored', async ({
  server,
  folder,
}) => {
  const backup = path.join(folder, 'backup');
  writeFileSync(`${backup}.part`, 'a diary');
  const busy = await manageHere(server, 'backup', backup);
  expect(busy).toMatchObject({ code: 1, stderr: expect.stringContaining('another command is at work') });
  expect(readFileSync(`${backup}.part`, 'utf8')).toBe('a diary');
  rmSync(`${backup}.part`);
  expect((await manageHere(server, 'backup', backup)).code).toBe(0);

  // As where only the damaged file was taken away.
  const settings = { DATA_DIR: path.join(folder, 'half-empty') };
  mkdirSync(settings.DATA_DIR);
  const left = path.join(settings.DATA_DIR, 'holdline.sqlite3-wal');
  writeFileSync(left, 'of a lost database');
  const refused = await manageHere({ settings }, 'restore', backup);
  expect(refused).toMatchObject({
    code: 1,
    stderr: `${left} is left of another database; move it away first.\n`,
  });
  rmSync(left);
  expect((await manageHere({ settings }, 'restore', folder)).stderr).toBe(
    `${folder} cannot be read (EISDIR).\n`,
  );
  expect((await manageHere({ settings }, 'restore', backup)).code).toBe(0);
  const nowhere = path.join(folder, 'no', 'folder');
  expect((await manageHere(server, 'backup', nowhere)).stderr).toBe(
    `${nowhere}.part cannot be written (ENOENT).\n`,
  );
});

test('what is damaged or something else is not restored, and leaves nothing behind', async ({
  server,
  folder,
}) => {
  const backup = path.join(folder, 'backup');
  expect((await manageHere(server, 'backup', backup)).code).toBe(0);
  const bytes = readFileSync(backup);
  const cut = path.join(folder, 'cut');
  writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
  const diary = path.join(folder, 'diary');
  writeFileSync(diary, 'Dear diary');
  const settings = { DATA_DIR: path.join(folder, 'empty') };
  for (const file of [cut, diary]) {
    const { code, stderr } = await manageHere({ settings }, 'restore', file);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${file} is damaged, or no database of Holdline's; nothing was changed.\n`,
    });
  }
  const missing = await manageHere({ settings }, 'restore', path.join(folder, 'nowhere'));
  expect(missing.stderr).toContain('There is no file');
  expect(readdirSync(settings.DATA_DIR)).toEqual(['server.lock']);
});

test('a copy that was brought back by hand becomes another database when that is said', async ({
  server,
  alice,
  bob,
  chat,
}) => {
  const cursor = await cursorNow(alice, eventsOf(chat), bob);
  expect((await manageHere(server, 'restored')).stderr).toContain('another server already runs');
  await server.halt();
  expect((await manageHere(server, 'restored')).code).toBe(0);
  await server.resume();
  expect((await ask(alice, eventsOf(chat), { cursor })).status).toBe(410);
  expect(await history(alice, chat)).toEqual([]);
});
