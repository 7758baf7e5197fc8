import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { history, promote, refusedFields, send, test } from './stage.ts';
import type { Chat, Page } from './wire.ts';

function deleteAccount(person: Person, body: unknown = { current_password: person.password }) {
  return person.delete('/auth/me/', body);
}

describe('deleting my account', () => {
  test('ends its tokens and its log-in', async ({ server, nobody }) => {
    const me = await signUp(server, 'gone');
    const reply = await deleteAccount(me);
    expect(reply.status, reply.text).toBe(204);
    expect(reply.text).toBe('');
    expect((await me.get('/auth/me/')).status).toBe(401);
    expect((await nobody.post('/auth/jwt/verify/', { token: me.token })).status).toBe(400);
    const logIn = await nobody.post('/auth/jwt/create/', { username: 'gone', password: me.password });
    expect(refusedFields(logIn)).toEqual({
      non_field_errors: ['Unable to log in with provided credentials.'],
    });
  });

  test('needs the current password', async ({ server }) => {
    const me = await signUp(server, 'hesitant');
    expect(refusedFields(await deleteAccount(me, { current_password: 'a wrong guess' }))).toEqual({
      current_password: [expect.any(String)],
    });
    expect(refusedFields(await deleteAccount(me, {}))).toEqual({
      current_password: ['This field is required.'],
    });
    expect((await me.get('/auth/me/')).status).toBe(200);
  });

  test('is not for those who are not logged in', async ({ nobody, alice }) => {
    expect((await nobody.delete('/auth/me/', { current_password: alice.password })).status).toBe(401);
    expect((await alice.get('/auth/me/')).status).toBe(200);
  });

  test('keeps its messages, which then show a deleted user', async ({ server, alice }) => {
    const me = await signUp(server, 'ghostwriter', {
      display_name: 'Gertrude',
      email: 'gertrude@example.org',
    });
    const chat = await startChat(alice, me);
    await send(me, chat, 'remember this');
    await send(alice, chat, 'I will');
    await deleteAccount(me);

    const [first, second] = await history(alice, chat);
    expect(first?.message).toBe('remember this');
    expect(first?.deleted).toBe(false);
    expect(first?.user.username).toBeTypeOf('string');
    expect(first?.user.avatar).toBe(0);
    expect(second?.user.username).toBe('alice');
    const everything = [
      await alice.get(chat.messages),
      await alice.get(chat.path),
      await alice.get('/api/chats/'),
    ];
    for (const reply of everything) expect(reply.text).not.toMatch(/ghostwriter|gertrude/i);
  });

  test('leaves the sessions of others', async ({ server, alice }) => {
    const me = await signUp(server, 'former-member');
    const chat = await startChat(alice, me);
    await deleteAccount(me);
    const { body } = await alice.get<Chat>(chat.path);
    expect(body.member_count).toBe(1);
    expect(body.members.map((member) => member.username)).toEqual(['alice']);
  });

  test('hands its sessions over to the longest-standing moderator', async ({ server, alice, bob, carol }) => {
    const me = await signUp(server, 'retiring');
    const chat = await startChat(me, alice, bob, carol);
    await promote(me, chat, carol);
    await deleteAccount(me);
    const { body } = await carol.get<Chat>(chat.path);
    expect(body.owner.username).toBe('carol');
    expect(body.role).toBe('owner');
    expect(body.members.filter((member) => member.role === 'owner')).toHaveLength(1);
  });

  test('hands them to the longest-standing member where there is no moderator', async ({
    server,
    alice,
    bob,
  }) => {
    const me = await signUp(server, 'retiring-too');
    const chat = await startChat(me, bob, alice);
    await deleteAccount(me);
    expect((await alice.get<Chat>(chat.path)).body.owner.username).toBe('bob');
  });

  test('closes the sessions in which it was alone', async ({ server, alice }) => {
    const me = await signUp(server, 'hermit');
    const chat = await startChat(me);
    await deleteAccount(me);
    expect([403, 404]).toContain((await alice.patch(chat.path, {})).status);
    const mine = await alice.get<Page<Chat>>('/api/chats/');
    expect(mine.body.results.map((one) => one.uri)).not.toContain(chat.uri);
  });

  test('does not let somebody who signs up under the name into its chats', async ({
    server,
    alice,
    nobody,
  }) => {
    const me = await signUp(server, 'namesake');
    const chat = await startChat(alice, me);
    await send(me, chat, 'mine');
    await deleteAccount(me);
    const credentials = { username: 'namesake', password: me.password };
    await nobody.post('/auth/users/', credentials);
    const logIn = await nobody.post<{ token?: string }>('/auth/jwt/create/', credentials);
    // The contract does not say whether the name is free again: whoever gets it is outside, else the old token is dead.
    const reading = await nobody.get(chat.messages, { token: logIn.body.token ?? me.token });
    expect([401, 403]).toContain(reading.status);
    expect((await history(alice, chat))[0]?.user.username).not.toBe('namesake');
  });
});
