import { describe, expect, onTestFinished } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { allMine, poll } from './polling.ts';
import { refusedFields, send, test } from './stage.ts';
import type { Chat, LogIn, Page, User } from './wire.ts';

interface Entry extends User {
  online: boolean;
  unread: number;
}

async function search(reader: Person, text: string): Promise<Entry[]> {
  const query = new URLSearchParams({ search: text, page_size: '200' });
  const reply = await reader.get<Page<Entry>>(`/api/users/?${query}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body.results;
}

async function found(reader: Person, text: string): Promise<string[]> {
  return (await search(reader, text)).map((entry) => entry.username).toSorted();
}

describe('the directory', () => {
  test('shows everyone but oneself, without addresses', async ({ server, alice, bob }) => {
    await signUp(server, 'mailer', { email: 'mailer@example.org' });
    const all = await search(alice, '');
    const names = all.map((entry) => entry.username);
    expect(names).toEqual(expect.arrayContaining(['bob', 'mailer']));
    expect(names).not.toContain('alice');
    expect(await found(bob, '')).toContain('alice');
    expect(JSON.stringify(all)).not.toContain('example.org');
    expect(await found(alice, 'example.org')).toEqual([]);
  });

  test('finds by part of the username or of the name shown, in any case', async ({ server, alice }) => {
    await signUp(server, 'q-maria', { display_name: 'Wanda Fuchs' });
    await signUp(server, 'q-marius', { display_name: 'Otto Wandel' });
    expect(await found(alice, 'q-MAR')).toEqual(['q-maria', 'q-marius']);
    expect(await found(alice, 'wAnD')).toEqual(['q-maria', 'q-marius']);
    expect(await found(alice, 'fuchs')).toEqual(['q-maria']);
    expect(await found(alice, 'nobody-like-this')).toEqual([]);
  });

  test('takes the wildcards of SQL for what they are: characters', async ({ server, alice }) => {
    await signUp(server, 'under_score');
    await signUp(server, 'underxscore', { display_name: '100% sure' });
    expect(await found(alice, 'under_')).toEqual(['under_score']);
    expect(await found(alice, '%')).toEqual(['underxscore']);
    expect(await found(alice, "' OR 1=1 --")).toEqual([]);
    expect(await found(alice, '\\')).toEqual([]);
  });

  test('pages like every list', async ({ alice }) => {
    const page = (await alice.get<Page<Entry>>('/api/users/?page_size=1')).body;
    expect(page.results).toHaveLength(1);
    expect(page.count).toBeGreaterThan(1);
    expect(page.next).toContain('page=2');
    const second = (await alice.get<Page<Entry>>('/api/users/?page_size=1&page=2')).body;
    expect(second.results[0]?.id).not.toBe(page.results[0]?.id);
    expect(refusedFields(await alice.get('/api/users/?page_size=0'))).toHaveProperty('page_size');
  });

  test('shows who is online, and who is not', async ({ server, alice }) => {
    const present = await signUp(server, 'dot-present');
    await signUp(server, 'dot-absent');
    await poll(present, allMine);
    expect(await search(alice, 'dot-')).toMatchObject([
      { username: 'dot-absent', online: false },
      { username: 'dot-present', online: true },
    ]);
  });

  test('counts what is unread in the private chat, and in no other', async ({ server, alice }) => {
    const pen = await signUp(server, 'pen-friend');
    const { uri } = (await pen.post<Chat>('/api/directs/', { username: 'alice' })).body;
    const direct = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    const shared = await startChat(alice, pen);
    await send(pen, shared, 'not counted');
    await send(pen, direct, 'one');
    const { id } = await send(pen, direct, 'two');
    expect(await search(alice, 'pen-friend')).toMatchObject([{ unread: 2 }]);
    const [mine] = (await search(pen, 'alice')).filter((entry) => entry.username === 'alice');
    expect(mine?.unread).toBe(0);
    await alice.put(`${direct.path}read/`, { message_id: id });
    expect(await search(alice, 'pen-friend')).toMatchObject([{ unread: 0 }]);
  });

  test('has live guests in it under the names they chose, for those who share a chat with them', async ({
    alice,
    bob,
    nobody,
  }) => {
    const { user, token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Passer-by' })).body;
    const chat = await startChat(alice);
    await nobody.patch(chat.path, {}, { token });
    expect(await search(alice, 'passer')).toMatchObject([{ ...user, is_guest: true }]);
    const asGuest = await nobody.get<Page<Entry>>('/api/users/?search=alice', { token });
    expect(asGuest.body.results).toMatchObject([{ username: 'alice' }]);
    const count = async () => (await bob.get<Page<Entry>>('/api/users/')).body.count;
    expect(await search(bob, 'passer')).toEqual([]);
    const before = await count();
    await bob.patch(chat.path, {});
    expect(await search(bob, 'passer')).toHaveLength(1);
    expect(await count()).toBe(before + 1);
    await bob.delete(`${chat.path}members/bob/`);
    expect(await search(bob, 'passer')).toEqual([]);
    await alice.delete(chat.path);
    expect(await search(alice, 'passer')).toEqual([]);
  });

  test('forgets who deleted the account', async ({ server, alice }) => {
    const leaver = await signUp(server, 'soon-gone');
    expect(await found(alice, 'soon-gone')).toEqual(['soon-gone']);
    const before = (await search(alice, '')).length;
    await leaver.delete('/auth/me/', { current_password: leaver.password });
    expect(await found(alice, 'soon-gone')).toEqual([]);
    expect(await search(alice, '')).toHaveLength(before - 1);
  });

  test('is for those who are logged in', async ({ nobody }) => {
    expect((await nobody.get('/api/users/')).status).toBe(401);
  });

  test('can be turned off by a setting, and private chats stay', async () => {
    const server = await startTestServer({ USER_DIRECTORY: 'off' });
    onTestFinished(() => server.stop());
    const hidden = await signUp(server, 'hidden');
    await signUp(server, 'known-by-name');
    expect((await hidden.get('/api/users/')).status).toBe(404);
    expect((await hidden.get('/api/users/?search=known')).status).toBe(404);
    expect((await hidden.post('/api/directs/', { username: 'known-by-name' })).status).toBe(201);
  });
});
