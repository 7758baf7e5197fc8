import { describe, expect } from 'vitest';
import { signUp } from '../support/person.ts';
import { allMine, ask, cursorNow, eventsSince, longWaitS } from './polling.ts';
import { history, refusedFields, test } from './stage.ts';
import type { Chat, LogIn, Profile } from './wire.ts';

const password = 'violet-harbour-92';
const upgradePath = '/auth/guests/upgrade/';

describe('a guest who becomes an account', () => {
  test('keeps id, name, sessions and messages', async ({ alice, bob, nobody, chat }) => {
    const guest = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Newcomer' })).body;
    const asGuest = { token: guest.token };
    await nobody.patch(chat.path, {}, asGuest);
    await nobody.post(chat.messages, { message: 'before' }, asGuest);
    const own = (await nobody.post<Chat>('/api/chats/', { name: 'Mine' }, asGuest)).body;
    const cursor = await cursorNow(bob);

    const body = { username: 'newcomer-1', password, email: 'new@example.org' };
    const reply = await nobody.post<LogIn>(upgradePath, body, asGuest);
    expect(reply.status, reply.text).toBe(200);
    const { token, user } = reply.body;
    const { id, avatar } = guest.user;
    expect(user).toMatchObject({ id, avatar, username: 'newcomer-1', is_guest: false });
    expect((await nobody.get('/auth/me/', asGuest)).status).toBe(401);
    expect((await nobody.get<Profile>('/auth/me/', { token })).body.email).toBe('new@example.org');

    expect((await nobody.get<Chat>(`/api/chats/${own.uri}/`, { token })).body.role).toBe('owner');
    expect(await history(alice, chat)).toMatchObject([{ message: 'before', user }]);
    expect((await nobody.post(chat.messages, { message: 'after' }, { token })).status).toBe(201);
    const told = (await eventsSince(bob, allMine, cursor)).filter(({ type }) => type === 'user.updated');
    expect(told).toMatchObject([{ chat: chat.uri, data: user }]);
    expect(JSON.stringify(told)).not.toContain('new@example.org');

    const logIn = await nobody.post<LogIn>('/auth/jwt/create/', { username: 'newcomer-1', password });
    expect(logIn.body.user).toEqual(user);
  });

  test('is online under the new username at once, and under the old one nowhere', async ({
    bob,
    nobody,
    chat,
  }) => {
    const guest = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Changeling' })).body;
    await nobody.patch(chat.path, {}, { token: guest.token });
    await ask(nobody, allMine, {}, { token: guest.token });
    const before = (await ask(bob, allMine)).body;
    expect(before.state[chat.uri]?.online).toContain(guest.user.username);
    const upgrade = { username: 'changeling-1', password };
    await nobody.post(upgradePath, upgrade, { token: guest.token });
    // Without a poll of theirs in between.
    for (const query of [{ cursor: before.cursor }, {}]) {
      const { state } = (await ask(bob, allMine, query)).body;
      expect(state[chat.uri]?.online).toContain('changeling-1');
      expect(state[chat.uri]?.online).not.toContain(guest.user.username);
    }
  });

  test('may take the own nickname as username', async ({ nobody }) => {
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'samesame' })).body;
    const reply = await nobody.post<LogIn>(upgradePath, { username: 'samesame', password }, { token });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body.user).toMatchObject({ username: 'samesame', display_name: 'samesame' });
  });

  test('may take a new display name', async ({ nobody }) => {
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Plain' })).body;
    const body = { username: 'fancy', password, display_name: 'Fancy Dress' };
    const reply = await nobody.post<LogIn>(upgradePath, body, { token });
    expect(reply.body.user.display_name).toBe('Fancy Dress');
    expect((await nobody.post('/auth/guests/', { nickname: 'Plain' })).status).toBe(201);
  });

  test('ends what the guest’s token was waiting for', async ({ nobody }) => {
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Waiting' })).body;
    const { cursor } = (await ask(nobody, allMine, {}, { token })).body;
    const startedAt = performance.now();
    const held = ask(nobody, allMine, { cursor, wait: longWaitS }, { token });
    await nobody.post(upgradePath, { username: 'waiting-1', password }, { token });
    expect((await held).status).toBe(401);
    expect(performance.now() - startedAt).toBeLessThan((longWaitS * 1000) / 2);
  });

  test('stays a guest when refused, with every invalid field named', async ({ alice, nobody }) => {
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Refused' })).body;
    const refuse = async (body: unknown) => refusedFields(await nobody.post(upgradePath, body, { token }));
    expect(await refuse({})).toEqual({
      username: ['This field is required.'],
      password: ['This field is required.'],
    });
    expect(await refuse({ username: alice.username.toUpperCase(), password })).toEqual({
      username: ['A user with that username already exists.'],
    });
    expect(Object.keys(await refuse({ username: 'refused-1', password: '12345678' }))).toEqual(['password']);
    const wrong = { username: 'a b', password: 'short', email: 'nowhere' };
    expect(Object.keys(await refuse(wrong)).toSorted()).toEqual(['email', 'password', 'username']);
    expect((await nobody.get<Profile>('/auth/me/', { token })).body.is_guest).toBe(true);
  });

  test('is neither an account already nor nobody', async ({ server, nobody }) => {
    const account = await signUp(server, 'account-already');
    const body = { username: 'account-twice', password };
    expect((await account.post(upgradePath, body)).status).toBe(403);
    expect((await account.get<Profile>('/auth/me/')).body.username).toBe('account-already');
    expect((await nobody.post(upgradePath, body)).status).toBe(401);
  });
});

describe('at the same moment', () => {
  test('one guest becomes one account', async ({ nobody }) => {
    const { token, user } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Hasty' })).body;
    const names = ['hasty-1', 'hasty-2', 'hasty-3'];
    const replies = await Promise.all(
      names.map((username) => nobody.post<LogIn>(upgradePath, { username, password }, { token })),
    );
    const won = replies.filter((reply) => reply.status === 200);
    expect(won).toHaveLength(1);
    for (const reply of replies) expect([200, 401, 403]).toContain(reply.status);
    expect(won[0]?.body.user.id).toBe(user.id);
    const logIns = await Promise.all(
      names.map((username) => nobody.post('/auth/jwt/create/', { username, password })),
    );
    expect(logIns.filter((reply) => reply.status === 200)).toHaveLength(1);
  });

  test('three guests who want one username find that one gets it', async ({ nobody }) => {
    const nicknames = ['Rival A', 'Rival B', 'Rival C'];
    const guests = await Promise.all(
      nicknames.map((nickname) => nobody.post<LogIn>('/auth/guests/', { nickname })),
    );
    const body = { username: 'the-prize', password };
    const replies = await Promise.all(
      guests.map((guest) => nobody.post(upgradePath, body, { token: guest.body.token })),
    );
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 400, 400]);
    const lost = replies.find((reply) => reply.status === 400);
    expect(lost && refusedFields(lost)).toHaveProperty('username');
  });
});
