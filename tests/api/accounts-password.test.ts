import { describe, expect } from 'vitest';
import { type Caller, type Person, signUp } from '../support/person.ts';
import { refusedFields, test } from './stage.ts';
import type { LogIn } from './wire.ts';

const newPassword = 'scones with jam';

async function logInStatus(caller: Caller, username: string, password: string): Promise<number> {
  return (await caller.post('/auth/jwt/create/', { username, password })).status;
}

function change(person: Person, current: unknown, next: unknown) {
  return person.post('/auth/password/', { current_password: current, new_password: next });
}

describe('changing the password', () => {
  test('lets the new one in and keeps the old one out', async ({ server, nobody }) => {
    const me = await signUp(server, 'changer');
    const reply = await change(me, me.password, newPassword);
    expect(reply.status, reply.text).toBe(204);
    expect(reply.text).toBe('');
    expect(await logInStatus(nobody, 'changer', newPassword)).toBe(200);
    expect(await logInStatus(nobody, 'changer', me.password)).toBe(400);
  });

  test('ends every other token of the user, and not the one it was done with', async ({
    server,
    nobody,
    alice,
  }) => {
    const me = await signUp(server, 'suspicious');
    const { username, password } = me;
    const phone = (await nobody.post<LogIn>('/auth/jwt/create/', { username, password })).body.token;
    const refreshed = (await nobody.post<LogIn>('/auth/jwt/refresh/', { token: phone })).body.token;
    await change(me, password, newPassword);
    expect((await nobody.get('/auth/me/', { token: phone })).status).toBe(401);
    expect((await nobody.get('/auth/me/', { token: refreshed })).status).toBe(401);
    expect((await me.get('/auth/me/')).status).toBe(200);
    expect((await alice.get('/auth/me/')).status).toBe(200);
  });

  test('is done by the address that Djoser has for it as well', async ({ server, nobody }) => {
    const me = await signUp(server, 'from-django');
    const body = { current_password: me.password, new_password: newPassword };
    expect((await me.post('/auth/users/set_password/', { ...body, current_password: 'wrong' })).status).toBe(
      400,
    );
    expect((await me.post('/auth/users/set_password/', body)).status).toBe(204);
    expect(await logInStatus(nobody, 'from-django', newPassword)).toBe(200);
  });

  test('needs the current password', async ({ server, nobody }) => {
    const me = await signUp(server, 'forgetful');
    expect(refusedFields(await change(me, 'a wrong guess', newPassword))).toEqual({
      current_password: [expect.any(String)],
    });
    expect(await logInStatus(nobody, 'forgetful', me.password)).toBe(200);
    expect(await logInStatus(nobody, 'forgetful', newPassword)).toBe(400);
  });

  test('is not for those who are not logged in', async ({ nobody, alice }) => {
    const body = { current_password: alice.password, new_password: newPassword };
    expect((await nobody.post('/auth/password/', body)).status).toBe(401);
    expect(await logInStatus(nobody, 'alice', alice.password)).toBe(200);
  });

  test.for([
    ['short', 'This password is too short. It must contain at least 8 characters.'],
    ['83017462950', 'This password is entirely numeric.'],
    ['password1', 'This password is too common.'],
    ['longusername1', 'The password is too similar to the username.'],
  ] as const)('holds %j to the same rules as signing up', async ([weak, sentence], { server }) => {
    const me = await signUp(server, `longusername-${weak.length}`);
    expect(refusedFields(await change(me, me.password, weak))).toEqual({ new_password: [sentence] });
  });

  test('says all that is missing or wrong at once', async ({ alice }) => {
    expect(refusedFields(await alice.post('/auth/password/', {}))).toEqual({
      current_password: ['This field is required.'],
      new_password: ['This field is required.'],
    });
    expect(refusedFields(await change(alice, null, []))).toEqual({
      current_password: ['This field may not be null.'],
      new_password: ['Not a valid string.'],
    });
    const fields = refusedFields(await change(alice, 'a wrong guess', 'short'));
    expect(Object.keys(fields).toSorted()).toEqual(['current_password', 'new_password']);
  });
});
