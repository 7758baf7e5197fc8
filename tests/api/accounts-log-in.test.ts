import { afterAll, beforeAll, describe, expect } from 'vitest';
import { anonymous, type Caller, signUp } from '../support/person.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { refusedFields, test } from './stage.ts';
import { isoTime, type LogIn, type Profile } from './wire.ts';

const wrong = { non_field_errors: ['Unable to log in with provided credentials.'] };

describe('logging in', () => {
  test('at /auth/jwt/create/ gives a token that works, until when, and whose', async ({ nobody, alice }) => {
    const { username, password } = alice;
    const reply = await nobody.post<LogIn>('/auth/jwt/create/', { username, password });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body.user).toMatchObject({
      username: 'alice',
      first_name: '',
      last_name: '',
      is_guest: false,
      is_bot: false,
    });
    expect(reply.body.expires_at).toMatch(isoTime);
    expect(Date.parse(reply.body.expires_at)).toBeGreaterThan(Date.now());
    const me = await nobody.get<Profile>('/auth/me/', { token: reply.body.token });
    expect(me.body.username).toBe('alice');
  });

  test.for(['/auth/token/create/', '/auth/token/login/'])(
    'at %s gives the same with the token as auth_token',
    async (path, { nobody, alice }) => {
      const { username, password } = alice;
      const reply = await nobody.post<LogIn & { auth_token: string }>(path, { username, password });
      expect(reply.status, reply.text).toBe(200);
      expect(reply.body.user.username).toBe('alice');
      expect(reply.body.expires_at).toMatch(isoTime);
      expect((await nobody.get('/auth/me/', { token: reply.body.auth_token })).status).toBe(200);
    },
  );

  test('works by form', async ({ nobody, bob }) => {
    const { username, password } = bob;
    expect((await nobody.post('/auth/jwt/create/', { username, password }, { form: true })).status).toBe(200);
  });

  test.for(['CAROL', 'Carol', ' carol ', 'ｃａｒｏｌ'])(
    'takes the username in any case or width: %j',
    async (username, { nobody, carol }) => {
      const reply = await nobody.post<LogIn>('/auth/jwt/create/', { username, password: carol.password });
      expect(reply.status, reply.text).toBe(200);
      expect(reply.body.user.username).toBe('carol');
    },
  );

  test('takes the password as it is', async ({ nobody, alice }) => {
    for (const password of [alice.password.toUpperCase(), ` ${alice.password}`, `${alice.password}x`]) {
      const reply = await nobody.post('/auth/jwt/create/', { username: 'alice', password });
      expect(refusedFields(reply)).toEqual(wrong);
    }
  });
});

describe.for(['/auth/jwt/create/', '/auth/token/create/', '/auth/token/login/'])('%s is refused', (path) => {
  test('with the same words for a wrong password and an unknown user', async ({ nobody, alice }) => {
    const wrongPassword = await nobody.post(path, { username: alice.username, password: 'not this one' });
    const unknownUser = await nobody.post(path, { username: 'no-such-person', password: 'not this one' });
    expect(refusedFields(wrongPassword)).toEqual(wrong);
    expect(unknownUser.status).toBe(400);
    expect(unknownUser.text).toBe(wrongPassword.text);
  });

  test('when fields are missing, naming each', async ({ nobody }) => {
    expect(refusedFields(await nobody.post(path, {}))).toEqual({
      username: ['This field is required.'],
      password: ['This field is required.'],
    });
    expect(refusedFields(await nobody.post(path, { username: null, password: '' }))).toEqual({
      username: ['This field may not be null.'],
      password: ['This field may not be blank.'],
    });
    expect(refusedFields(await nobody.post(path, { username: {}, password: [] }))).toEqual({
      username: ['Not a valid string.'],
      password: ['Not a valid string.'],
    });
  });
});

describe('the time that a refused log-in takes', () => {
  // The tests' own servers hash cheaply, so that nothing would be seen: this one pays the true cost.
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess({}, { hashesPasswords: 'truly' });
  });
  afterAll(() => server.stop());

  test('does not tell whether the user exists', async () => {
    const [nobody, alice] = [anonymous(server), await signUp(server, 'alice')];
    const attempts = 9;
    let ratio = 0;
    // A busy machine can spoil one series; a server that skips the hash spoils all three, by a factor of ten or so.
    for (let series = 0; series < 3 && (ratio < 0.5 || ratio > 2); series += 1) {
      const known: number[] = [];
      const unknown: number[] = [];
      for (let i = 0; i < attempts; i += 1) {
        known.push(await refusalMs(nobody, alice.username));
        unknown.push(await refusalMs(nobody, `stranger-${i}`));
      }
      ratio = median(known) / median(unknown);
    }
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

describe.for(['/auth/jwt/refresh/', '/auth/jwt/verify/'])('%s', (path) => {
  test('answers a good token with a token that works', async ({ nobody, bob }) => {
    const reply = await nobody.post<{ token: string }>(path, { token: bob.token });
    expect(reply.status, reply.text).toBe(200);
    const me = await nobody.get<Profile>('/auth/me/', { token: reply.body.token });
    expect(me.body.username).toBe('bob');
  });

  test.for(['nonsense', 'a.b.c', 'undefined'])('refuses the token %j', async (token, { nobody }) => {
    const reply = await nobody.post(path, { token });
    expect(reply.status, reply.text).toBe(400);
  });

  test('says what is wrong with none, null, a blank and a list', async ({ nobody }) => {
    expect(refusedFields(await nobody.post(path, {}))).toEqual({ token: ['This field is required.'] });
    expect(refusedFields(await nobody.post(path, { token: null }))).toEqual({
      token: ['This field may not be null.'],
    });
    expect(refusedFields(await nobody.post(path, { token: '' }))).toEqual({
      token: ['This field may not be blank.'],
    });
    expect(refusedFields(await nobody.post(path, { token: [] }))).toEqual({ token: ['Not a valid string.'] });
  });
});

async function refusalMs(caller: Caller, username: string): Promise<number> {
  const started = performance.now();
  const reply = await caller.post('/auth/jwt/create/', { username, password: 'not the right one' });
  expect(reply.status).toBe(400);
  return performance.now() - started;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
