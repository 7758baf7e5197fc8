import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { history, refusedFields, test } from './stage.ts';
import type { LogIn } from './wire.ts';

const notText = ['Not a valid string.'];
const newPassword = 'scones with jam';

/** What is no text, though some of it could be made into one of the right length, or into the right one. */
const noTexts = (right: string) => [
  1,
  12345678901234,
  true,
  [right],
  { length: right.length },
  { text: right },
];

/** How a password is given as a number, where its letters would be the right ones. */
const numeric = 20260101123456;

async function canLogIn({ server, username, password }: Person & { server: TestServer }): Promise<boolean> {
  const reply = await fetch(`${server.url}/auth/jwt/create/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return reply.status === 200;
}

describe('a password is a text or nothing', () => {
  test('so it is never changed by what is no text in place of the present one', async ({ server }) => {
    const me = await signUp(server, 'keeper');
    for (const current_password of noTexts(me.password)) {
      const reply = await me.post('/auth/password/', { current_password, new_password: newPassword });
      expect(refusedFields(reply)).toEqual({ current_password: notText });
    }
    expect(await canLogIn({ ...me, server })).toBe(true);
    expect((await me.get('/auth/me/')).status).toBe(200);
  });

  test('so no account is made, upgraded or changed to have another', async ({ server, nobody }) => {
    const me = await signUp(server, 'changer');
    const guest = await nobody.post<LogIn>('/auth/guests/', { nickname: 'Passing by' });
    const { token } = guest.body;
    for (const password of noTexts(newPassword)) {
      const account = { username: 'someone-new', password };
      expect(refusedFields(await nobody.post('/auth/users/', account))).toEqual({ password: notText });
      const upgrade = await nobody.post('/auth/guests/upgrade/', account, { token });
      expect(refusedFields(upgrade)).toEqual({ password: notText });
      const change = await me.post('/auth/password/', {
        current_password: me.password,
        new_password: password,
      });
      expect(refusedFields(change)).toEqual({ new_password: notText });
    }
    expect(await canLogIn({ ...me, server })).toBe(true);
  });

  test('so nobody logs in or deletes an account with a number that looks like theirs', async ({
    server,
    nobody,
  }) => {
    const me = await signUp(server, 'numbered', { password: `${numeric}x` });
    const body = { username: me.username, password: numeric };
    expect(refusedFields(await nobody.post('/auth/jwt/create/', body))).toEqual({ password: notText });
    const deletion = await me.delete('/auth/me/', { current_password: numeric });
    expect(refusedFields(deletion)).toEqual({ current_password: notText });
    expect((await me.get('/auth/me/')).status).toBe(200);
  });

  test.for([
    ['POST', '/auth/users/', 'password'],
    ['POST', '/auth/jwt/create/', 'password'],
    ['POST', '/auth/password/', 'current_password'],
    ['POST', '/auth/password/', 'new_password'],
    ['DELETE', '/auth/me/', 'current_password'],
  ] as const)('of 128 characters at most at %s %s: %s', async ([method, path, field], { alice }) => {
    const fields = refusedFields(await alice.request(method, path, { [field]: 'x'.repeat(129) }));
    expect(fields[field]).toEqual(['Ensure this field has no more than 128 characters.']);
  });
});

describe('tokens, codes and keys are texts or nothing', () => {
  test('a token', async ({ alice }) => {
    for (const path of ['/auth/jwt/refresh/', '/auth/jwt/verify/']) {
      expect(refusedFields(await alice.post(path, { token: 1 }))).toEqual({ token: notText });
      expect(refusedFields(await alice.post(path, { token: [alice.token] }))).toEqual({ token: notText });
    }
  });

  test('the code of an invite', async ({ alice, carol }) => {
    const chat = await startChat(alice);
    expect(refusedFields(await carol.patch(chat.path, { invite: 1 }))).toEqual({ invite: notText });
  });

  test('the key of a send', async ({ alice, chat }) => {
    const reply = await alice.post(chat.messages, { message: 'once', client_id: 7 });
    expect(refusedFields(reply)).toEqual({ client_id: notText });
    expect(await history(alice, chat)).toEqual([]);
  });
});

describe('a whisper whose addressee is lost on the way', () => {
  const lost: [to: unknown, sentence: string][] = [
    ['', 'This field may not be blank.'],
    [' ', 'This field may not be blank.'],
    ['\t\n\u3000', 'This field may not be blank.'],
    [0, 'Not a valid string.'],
    [false, 'Not a valid string.'],
    [[], 'Not a valid string.'],
    [['bob'], 'Not a valid string.'],
    [{ username: 'bob' }, 'Not a valid string.'],
    ['\u200b', 'This person is not a member of this chat.'],
  ];
  test.for(lost)('to %j is refused and never said aloud', async ([to, sentence], { alice, bob, chat }) => {
    const reply = await alice.post(chat.messages, { message: 'for you alone', to });
    expect(refusedFields(reply)).toEqual({ to: [sentence] });
    expect(await history(bob, chat)).toEqual([]);
  });

  test.for(['to=', 'to=+', 'to=%09'])(
    'is refused in a form with %s too',
    async (to, { alice, bob, chat }) => {
      const reply = await alice.post(chat.messages, undefined, {
        raw: `message=for+you+alone&${to}`,
        contentType: 'application/x-www-form-urlencoded',
      });
      expect(refusedFields(reply)).toEqual({ to: ['This field may not be blank.'] });
      expect(await history(bob, chat)).toEqual([]);
    },
  );

  test('is none when nobody was named: absent or null means everyone', async ({ alice, bob, chat }) => {
    expect((await alice.post(chat.messages, { message: 'all' })).status).toBe(201);
    expect((await alice.post(chat.messages, { message: 'of you', to: null })).status).toBe(201);
    expect(await history(bob, chat)).toHaveLength(2);
  });
});
