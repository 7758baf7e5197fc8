import { describe, expect } from 'vitest';
import { type Caller, type Person, signUp } from '../support/person.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { allMine, ask } from './polling.ts';
import { refusedFields, test } from './stage.ts';
import { isoTime, type LogIn } from './wire.ts';

interface Refreshed {
  token: string;
  expires_at: string;
}

const refused = { non_field_errors: ['Token is invalid or expired.'] };
const minuteMs = 60_000;
const dayMs = 86_400_000;

async function refresh(caller: Caller, token: string): Promise<Refreshed> {
  const reply = await caller.post<Refreshed>('/auth/jwt/refresh/', { token });
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
}

async function statusOf(caller: Caller, token: string): Promise<number> {
  return (await caller.get('/api/chats/', { token })).status;
}

async function logInAgain(caller: Caller, { username, password }: Person): Promise<string> {
  return (await caller.post<LogIn>('/auth/jwt/create/', { username, password })).body.token;
}

describe('a token that is refreshed', () => {
  test('is answered with another and its end, thirty days on', async ({ nobody, bob }) => {
    const next = await refresh(nobody, bob.token);
    expect(Object.keys(next).sort()).toEqual(['access', 'expires_at', 'refresh', 'token']);
    expect(next.token).not.toBe(bob.token);
    expect(next.expires_at).toMatch(isoTime);
    expect(Math.abs(Date.parse(next.expires_at) - Date.now() - 30 * dayMs)).toBeLessThan(minuteMs);
    expect(await statusOf(nobody, next.token)).toBe(200);
  });

  test('works for a minute more, and then no longer: not from memory, not by a look, not to refresh', async ({
    server,
    nobody,
  }) => {
    const owner = await signUp(server, 'renewer');
    const known = await logInAgain(nobody, owner);
    expect(await statusOf(nobody, known)).toBe(200);
    const [next, other] = [await refresh(nobody, known), await refresh(nobody, owner.token)];
    for (const token of [known, owner.token]) expect(await statusOf(nobody, token)).toBe(200);
    const { body } = await nobody.post<Refreshed>('/auth/jwt/verify/', { token: known });
    const leftMs = Date.parse(body.expires_at) - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(minuteMs);

    shiftClock(minuteMs);
    for (const token of [known, owner.token]) {
      const reply = await nobody.get('/api/chats/', { token });
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toBe('JWT realm="api"');
    }
    expect(refusedFields(await nobody.post('/auth/jwt/verify/', { token: known }))).toEqual(refused);
    for (const { token } of [next, other]) expect(await statusOf(nobody, token)).toBe(200);
  });

  test('again within its minute is answered with the same token, also twenty times at once', async ({
    server,
    nobody,
  }) => {
    const { token } = await signUp(server, 'lost-answers');
    const all = await Promise.all(Array.from({ length: 20 }, () => refresh(nobody, token)));
    expect(new Set(all.map((each) => each.token)).size).toBe(1);
    expect(new Set(all.map((each) => each.expires_at)).size).toBe(1);
    shiftClock(minuteMs - 5000);
    expect((await refresh(nobody, token)).token).toBe(all[0]?.token);
  });

  test('is answered as it is when it is younger than a minute itself, so that the one before keeps its minute', async ({
    server,
    nobody,
  }) => {
    const { token } = await signUp(server, 'hasty');
    const next = await refresh(nobody, token);
    expect(await refresh(nobody, next.token)).toEqual(next);
    expect(await statusOf(nobody, token)).toBe(200);
    shiftClock(minuteMs);
    const third = await refresh(nobody, next.token);
    expect(third.token).not.toBe(next.token);
    for (const each of [next.token, third.token]) expect(await statusOf(nobody, each)).toBe(200);
  });

  test('is found out when it is refreshed once more after its minute: someone has a copy, and the log-in ends', async ({
    server,
    nobody,
  }) => {
    const owner = await signUp(server, 'copied');
    const elsewhere = await logInAgain(nobody, owner);
    const next = await refresh(nobody, owner.token);
    expect(await statusOf(nobody, next.token)).toBe(200);
    shiftClock(minuteMs);
    expect(refusedFields(await nobody.post('/auth/jwt/refresh/', { token: owner.token }))).toEqual(refused);
    expect(await statusOf(nobody, next.token)).toBe(401);
    expect(refusedFields(await nobody.post('/auth/jwt/refresh/', { token: next.token }))).toEqual(refused);
    expect(await statusOf(nobody, elsewhere)).toBe(200);
  });

  test('only to look at something ends nothing, however late', async ({ server, nobody }) => {
    const { token } = await signUp(server, 'late-looker');
    const next = await refresh(nobody, token);
    shiftClock(minuteMs);
    expect(await statusOf(nobody, token)).toBe(401);
    expect((await nobody.post('/auth/jwt/verify/', { token })).status).toBe(400);
    expect((await nobody.post('/auth/token/destroy/', {}, { token })).status).toBe(401);
    expect(await statusOf(nobody, next.token)).toBe(200);
  });

  test('lets a guest who comes every week stay for a year', async ({ nobody }) => {
    const { body } = await nobody.post<LogIn>('/auth/guests/', { nickname: 'Weekly' });
    let { token } = body;
    for (let week = 0; week < 52; week += 1) {
      shiftClock(7 * dayMs);
      token = (await refresh(nobody, token)).token;
    }
    const me = await nobody.get<{ id: number }>('/auth/me/', { token });
    expect(me.body.id).toBe(body.user.id);
    expect(await statusOf(nobody, body.token)).toBe(401);
  });
});

describe('logging out', () => {
  test.for(['the one before', 'the last'] as const)(
    'with %s token of a family ends all of it at once',
    async (which, { server, nobody }) => {
      const owner = await signUp(server, `family-of-${which.replaceAll(' ', '-')}`);
      const elsewhere = await logInAgain(nobody, owner);
      const second = await refresh(nobody, owner.token);
      shiftClock(minuteMs);
      const third = await refresh(nobody, second.token);
      const token = { 'the first': second.token, 'the one before': second.token, 'the last': third.token }[
        which
      ];
      for (const each of [second, third]) expect(await statusOf(nobody, each.token)).toBe(200);
      expect((await nobody.post('/auth/token/destroy/', {}, { token })).status).toBe(204);
      for (const each of [owner.token, second.token, third.token]) {
        expect(await statusOf(nobody, each)).toBe(401);
        expect((await nobody.post('/auth/jwt/refresh/', { token: each })).status).toBe(400);
        expect((await nobody.post('/auth/jwt/verify/', { token: each })).status).toBe(400);
      }
      expect(await statusOf(nobody, elsewhere)).toBe(200);
    },
  );

  test('while a refresh is under way leaves no token that works', async ({ server, nobody }) => {
    for (let i = 0; i < 5; i += 1) {
      const { token } = await signUp(server, `racer-${i}`);
      const [refreshed] = await Promise.all([
        nobody.post<Refreshed>('/auth/jwt/refresh/', { token }),
        nobody.post('/auth/token/destroy/', {}, { token }),
      ]);
      expect([200, 400]).toContain(refreshed.status);
      if (refreshed.status === 200) expect(await statusOf(nobody, refreshed.body.token)).toBe(401);
      expect(await statusOf(nobody, token)).toBe(401);
    }
  });

  test('everywhere ends families that were refreshed, and so does deleting the account', async ({
    server,
    nobody,
  }) => {
    for (const end of ['everywhere', 'deletion'] as const) {
      const owner = await signUp(server, `ends-by-${end}`);
      const next = await refresh(nobody, await logInAgain(nobody, owner));
      if (end === 'everywhere') await owner.post('/auth/token/destroy/', { all: true });
      else await owner.delete('/auth/me/', { current_password: owner.password });
      expect(await statusOf(nobody, next.token)).toBe(401);
      expect((await nobody.post('/auth/jwt/refresh/', { token: next.token })).status).toBe(400);
    }
  });
});

test('a change of password spares the log-in that it is made with, refreshed or not, and no other', async ({
  server,
  nobody,
}) => {
  const owner = await signUp(server, 'new-password');
  const other = await refresh(nobody, await logInAgain(nobody, owner));
  const next = await refresh(nobody, owner.token);
  const change = { current_password: owner.password, new_password: 'amber-lighthouse-17' };
  expect((await owner.post('/auth/password/', change)).status).toBe(204);
  for (const token of [owner.token, next.token]) expect(await statusOf(nobody, token)).toBe(200);
  expect(await statusOf(nobody, other.token)).toBe(401);
  shiftClock(minuteMs);
  const last = await refresh(nobody, next.token);
  expect(await statusOf(nobody, last.token)).toBe(200);
  expect(await statusOf(nobody, owner.token)).toBe(401);
});

test('a poll is held no longer than its token lives, and one with the new token goes on', async ({
  server,
  nobody,
}) => {
  const { token } = await signUp(server, 'holder');
  const next = await refresh(nobody, token);
  shiftClock(minuteMs - 1500);
  const { cursor } = (await ask(nobody, allMine, {}, { token })).body;
  const startedAt = performance.now();
  const [old, fresh] = await Promise.all([
    ask(nobody, allMine, { cursor, wait: 50 }, { token }),
    ask(nobody, allMine, { cursor, wait: 3 }, { token: next.token }),
  ]);
  expect(old.status).toBe(401);
  expect(fresh.status).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
