import { describe, expect } from 'vitest';
import { signUp } from '../support/person.ts';
import { allMine, ask, cursorNow, eventsSince } from './polling.ts';
import { history, refusedFields, test } from './stage.ts';
import { isoTime, type Joined, type LogIn, type Profile } from './wire.ts';

const taken = { nickname: ['That nickname is taken.'] };
const dayMs = 86_400_000;

describe('a guest', () => {
  test('gets a token for a month and a name of one’s own choosing', async ({ nobody }) => {
    const reply = await nobody.post<LogIn>('/auth/guests/', { nickname: 'Robin Hood' });
    expect(reply.status, reply.text).toBe(201);
    const { token, expires_at, user } = reply.body;
    expect(user).toMatchObject({ display_name: 'Robin Hood', first_name: '', last_name: '', is_guest: true });
    expect(user.username).toMatch(/^guest-[a-z0-9]+$/i);
    expect(user.avatar).toBeGreaterThanOrEqual(1);
    expect(user.avatar).toBeLessThanOrEqual(15);
    expect(user).not.toHaveProperty('email');
    expect(expires_at).toMatch(isoTime);
    expect(Math.abs(Date.parse(expires_at) - Date.now() - 30 * dayMs)).toBeLessThan(dayMs / 2);
    const profile = await nobody.get<Profile>('/auth/me/', { token });
    expect(profile.body).toEqual({
      ...user,
      email: '',
      email_confirmed: false,
      is_staff: false,
      read_receipts: true,
    });
  });

  test('joins by link, talks, reacts and follows like any member', async ({ alice, nobody, chat }) => {
    const { token, user } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Talker' })).body;
    expect((await nobody.get(chat.messages, { token })).status).toBe(403);
    const cursor = await cursorNow(alice);
    const joined = await nobody.patch<Joined>(chat.path, {}, { token });
    expect(joined.status, joined.text).toBe(200);
    const sent = await nobody.post(chat.messages, { message: 'hello from outside' }, { token });
    expect(sent.status, sent.text).toBe(201);
    expect(await history(alice, chat)).toMatchObject([{ message: 'hello from outside', user }]);
    const told = await eventsSince(alice, allMine, cursor);
    expect(told.map((event) => event.type)).toEqual(['member.joined', 'message.created']);
    expect((await ask(nobody, allMine, {}, { token })).status).toBe(200);
    expect((await nobody.get('/api/users/', { token })).status).toBe(200);
  });

  test('starts and owns a session', async ({ alice, nobody }) => {
    const { token, user } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Host' })).body;
    const made = await nobody.post<{ uri: string }>('/api/chats/', { name: 'Mine' }, { token });
    expect(made.status, made.text).toBe(201);
    const path = `/api/chats/${made.body.uri}/`;
    expect((await alice.get(path)).body).toMatchObject({ name: 'Mine', owner: user });
    expect((await alice.patch(path, {})).status).toBe(200);
    expect((await alice.patch(path, { name: 'Hers' })).status).toBe(403);
    expect((await nobody.patch(path, { name: 'Ours' }, { token })).status).toBe(200);
  });

  test('has no password, so nobody logs in by the username', async ({ nobody }) => {
    const { token, user } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Keyless' })).body;
    for (const password of ['', 'null', 'undefined', 'Keyless', user.username]) {
      const credentials = { username: user.username, password };
      expect((await nobody.post('/auth/jwt/create/', credentials)).status).toBe(400);
      const change = { current_password: password, new_password: 'violet-harbour-93' };
      expect((await nobody.post('/auth/password/', change, { token })).status).toBeGreaterThanOrEqual(400);
    }
    expect((await nobody.get('/auth/me/', { token })).status).toBe(200);
  });

  test('is gone without a password being asked for, while an account needs its own', async ({
    bob,
    nobody,
    chat,
  }) => {
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Fleeting' })).body;
    await nobody.patch(chat.path, {}, { token });
    await nobody.post(chat.messages, { message: 'I was here' }, { token });
    expect((await bob.delete('/auth/me/')).status).toBe(400);
    expect((await nobody.delete('/auth/me/')).status).toBe(401);
    expect((await nobody.delete('/auth/me/', undefined, { token })).status).toBe(204);
    expect((await nobody.get('/auth/me/', { token })).status).toBe(401);
    const [message] = await history(bob, chat);
    expect(message?.message).toBe('I was here');
    expect(JSON.stringify(message)).not.toContain('Fleeting');
    expect((await nobody.post('/auth/guests/', { nickname: 'Fleeting' })).status).toBe(201);
  });

  test('logs out like anyone', async ({ nobody }) => {
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Leaving' })).body;
    expect((await nobody.post('/auth/token/destroy/', {}, { token })).status).toBe(204);
    expect((await nobody.get('/auth/me/', { token })).status).toBe(401);
  });
});

describe('a nickname', () => {
  test('that an account shows is taken, in other letters too', async ({ server, nobody }) => {
    await signUp(server, 'dorothea-smith', { display_name: 'Dorothea' });
    for (const nickname of ['Dorothea', 'DOROTHEA', '  dorothea ']) {
      expect(refusedFields(await nobody.post('/auth/guests/', { nickname }))).toEqual(taken);
    }
    expect((await nobody.post('/auth/guests/', { nickname: 'Dorothea B.' })).status).toBe(201);
  });

  test('that is an account’s username is taken', async ({ alice, nobody }) => {
    expect(refusedFields(await nobody.post('/auth/guests/', { nickname: alice.username }))).toEqual(taken);
  });

  test('of a live guest is taken by nobody: not a guest, not an account', async ({ alice, nobody }) => {
    expect((await nobody.post('/auth/guests/', { nickname: 'Solo' })).status).toBe(201);
    for (const nickname of ['Solo', 'sOLO']) {
      expect(refusedFields(await nobody.post('/auth/guests/', { nickname }))).toEqual(taken);
    }
    expect(refusedFields(await alice.patch('/auth/me/', { display_name: 'solo' }))).toHaveProperty(
      'display_name',
    );
  });

  test('wanted by ten at the same moment goes to one', async ({ nobody }) => {
    const wishes = Array.from({ length: 10 }, () =>
      nobody.post<LogIn>('/auth/guests/', { nickname: 'Popular' }),
    );
    const replies = await Promise.all(wishes);
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    for (const reply of replies.filter((reply) => reply.status !== 201)) {
      expect(refusedFields(reply)).toEqual(taken);
    }
  });

  test.for([
    [{}, 'This field is required.'],
    [{ nickname: '' }, 'This field may not be blank.'],
    [{ nickname: ' \t ' }, 'This field may not be blank.'],
    [{ nickname: null }, 'This field may not be null.'],
    [{ nickname: ['x'] }, 'Not a valid string.'],
    [{ nickname: 'a\0b' }, 'Null characters are not allowed.'],
    [{ nickname: 'x'.repeat(151) }, 'Ensure this field has no more than 150 characters.'],
  ] as const)('in %j is refused', async ([body, sentence], { nobody }) => {
    expect(refusedFields(await nobody.post('/auth/guests/', body))).toEqual({ nickname: [sentence] });
  });
});
