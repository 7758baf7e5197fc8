import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { allMine, poll } from './polling.ts';
import { refusedFields, test } from './stage.ts';
import type { LogIn, Profile } from './wire.ts';

const path = '/auth/users/set_username/';

describe('changing the username', () => {
  test('is told in every chat, and the token stays and acts under the new name', async ({ server, bob }) => {
    const me = await signUp(server, 'norma');
    const chat = await startChat(me, bob);
    const { cursor } = await poll(bob, allMine);
    await me.get('/api/events/');

    const reply = await me.post(path, { current_password: me.password, new_username: 'marilyn' });
    expect(reply.status, reply.text).toBe(204);
    expect((await me.get<Profile>('/auth/me/')).body).toMatchObject({
      username: 'marilyn',
      display_name: 'norma',
    });
    const told = (await poll(bob, allMine, { cursor })).events.find(({ type }) => type === 'user.updated');
    expect(told).toMatchObject({ chat: chat.uri, data: { id: me.user.id, username: 'marilyn' } });
    // Joining names oneself: by the name that the server knows of this token.
    expect((await me.patch(chat.path, { username: 'marilyn' })).status).toBe(200);
    await me.get('/api/events/');
    const { state } = await poll(bob, allMine);
    expect(state[chat.uri]?.online).toContain('marilyn');
    expect(state[chat.uri]?.online).not.toContain('norma');
  });

  test('lets the new name in, and the old one to nobody else, until the account is deleted', async ({
    server,
    nobody,
  }) => {
    const me = await signUp(server, 'old-name', { display_name: 'Someone Renamed' });
    const { password } = me;
    await me.post(path, { current_password: password, new_username: 'New-Name' });
    const logIn = (username: string) => nobody.post<LogIn>('/auth/jwt/create/', { username, password });
    expect((await logIn('old-name')).status).toBe(400);
    expect((await logIn('new-name')).body.user.username).toBe('New-Name');
    // What is on its way to the old name, a whisper that waits to be sent, must not reach whoever takes it.
    const takeIt = () => nobody.post('/auth/users/', { username: 'OLD-name', password: 'tea and biscuits' });
    expect((await takeIt()).status).toBe(400);
    await me.patch('/auth/me/', { display_name: 'Renamed Twice' });
    expect((await takeIt()).status).toBe(400);
    const back = await me.post(path, { current_password: password, new_username: 'old-name' });
    expect(back.status, back.text).toBe(204);
    await me.post(path, { current_password: password, new_username: 'new-name' });
    expect((await takeIt()).status).toBe(400);
    expect((await me.delete('/auth/me/', { current_password: password })).status).toBe(204);
    expect((await takeIt()).status).toBe(201);
  });

  test('needs the password and a name that is free and well formed', async ({ server, nobody, alice }) => {
    const me = await signUp(server, 'stays');
    const ask = (body: object) => me.post(path, body);
    const current_password = me.password;
    expect(refusedFields(await ask({}))).toEqual({
      current_password: ['This field is required.'],
      new_username: ['This field is required.'],
    });
    expect(refusedFields(await ask({ current_password: 'a guess', new_username: 'Alice' }))).toEqual({
      current_password: ['Invalid password.'],
      new_username: ['A user with that username already exists.'],
    });
    expect(refusedFields(await ask({ current_password, new_username: 'a b' }))).toHaveProperty(
      'new_username',
    );
    expect((await nobody.post(path, { current_password, new_username: 'nobody-2' })).status).toBe(401);
    expect((await me.get<Profile>('/auth/me/')).body.username).toBe('stays');
    expect((await alice.get('/auth/me/')).status).toBe(200);
  });
});

describe('a client of Djoser', () => {
  test('reads access and refresh, renews by the one and acts by the other', async ({ server, nobody }) => {
    const { username, password } = await signUp(server, 'simplejwt');
    interface Pair {
      access: string;
      refresh: string;
      token: string;
    }
    const first = (await nobody.post<Pair>('/auth/jwt/create/', { username, password })).body;
    const renewed = await nobody.post<Pair>('/auth/jwt/refresh/', { refresh: first.refresh });
    expect(renewed.status, renewed.text).toBe(200);
    const { access, refresh, token } = renewed.body;
    expect(new Set([access, refresh])).toEqual(new Set([token]));
    expect((await nobody.post('/auth/jwt/verify/', { token: access })).status).toBe(200);
    expect((await nobody.get('/auth/users/me/', { token: access })).body).toMatchObject({ username });
  });

  test('changes its profile by PUT', async ({ server }) => {
    const me = await signUp(server, 'putter');
    const reply = await me.request<Profile>('PUT', '/auth/users/me/', { email: 'putter@example.org' });
    expect(reply.body, reply.text).toMatchObject({ username: 'putter', email: 'putter@example.org' });
  });

  test.for(['activation', 'resend_activation', 'reset_password', 'reset_password_confirm'])(
    'learns that no e-mail is sent for %s',
    async (call, { server }) => {
      const asker = call === 'resend_activation' ? await signUp(server, 'unmailed') : anonymous(server);
      const reply = await asker.post(`/auth/users/${call}/`, { email: 'a@example.org' });
      expect(reply.status).toBe(501);
      expect(reply.body).toEqual({ detail: 'This server sends no e-mail.', code: 'no_email' });
    },
  );
});
