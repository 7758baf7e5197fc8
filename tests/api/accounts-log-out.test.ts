import { describe, expect } from 'vitest';
import { type Caller, type Person, signUp } from '../support/person.ts';
import { refusedFields, test } from './stage.ts';
import type { LogIn } from './wire.ts';

async function logInAgain(caller: Caller, { username, password }: Person): Promise<string> {
  return (await caller.post<LogIn>('/auth/jwt/create/', { username, password })).body.token;
}

async function statusOf(caller: Caller, token: string): Promise<number> {
  return (await caller.get('/api/chats/', { token })).status;
}

describe('logging out', () => {
  test.for([
    ['destroy', 'leaver'],
    ['logout', 'leaver-too'],
  ] as const)('by %s ends this token at once, everywhere', async ([call, name], { server, nobody, chat }) => {
    const leaver = await signUp(server, name);
    await leaver.patch(chat.path, {});
    expect((await leaver.get(chat.messages)).status).toBe(200);
    const reply = await leaver.post(`/auth/token/${call}/`);
    expect(reply.status, reply.text).toBe(204);
    expect(reply.text).toBe('');

    for (const path of ['/auth/me/', '/api/chats/', chat.messages]) {
      const refused = await leaver.get(path);
      expect(refused.status, path).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('JWT realm="api"');
    }
    expect((await leaver.post(chat.messages, { message: 'from the grave' })).status).toBe(401);
    expect((await nobody.post('/auth/jwt/verify/', { token: leaver.token })).status).toBe(400);
    expect((await nobody.post('/auth/jwt/refresh/', { token: leaver.token })).status).toBe(400);
  });

  test('leaves the other tokens of the user alone', async ({ server, nobody }) => {
    const owner = await signUp(server, 'two-devices');
    const phone = await logInAgain(nobody, owner);
    expect((await owner.post('/auth/token/destroy/')).status).toBe(204);
    expect(await statusOf(nobody, owner.token)).toBe(401);
    expect(await statusOf(nobody, phone)).toBe(200);
  });

  test('with all ends every token of the user and nobody else', async ({ server, nobody, alice }) => {
    const owner = await signUp(server, 'three-devices');
    const [phone, tablet] = [await logInAgain(nobody, owner), await logInAgain(nobody, owner)];
    const reply = await owner.post('/auth/token/destroy/', { all: true }, { token: phone });
    expect(reply.status, reply.text).toBe(204);
    for (const token of [owner.token, phone, tablet]) expect(await statusOf(nobody, token)).toBe(401);
    expect(await statusOf(nobody, alice.token)).toBe(200);
  });

  test('with all reaches a token that was refreshed', async ({ server, nobody }) => {
    const owner = await signUp(server, 'refresher');
    const { body } = await nobody.post<{ token: string }>('/auth/jwt/refresh/', { token: owner.token });
    await owner.post('/auth/token/destroy/', { all: true });
    expect(await statusOf(nobody, body.token)).toBe(401);
  });

  test('with all set in a form does the same', async ({ server, nobody }) => {
    const owner = await signUp(server, 'form-device');
    const phone = await logInAgain(nobody, owner);
    expect((await owner.post('/auth/token/destroy/', { all: 'true' }, { form: true })).status).toBe(204);
    expect(await statusOf(nobody, phone)).toBe(401);
  });

  test('with all false ends one token only', async ({ server, nobody }) => {
    const owner = await signUp(server, 'keeps-one');
    const phone = await logInAgain(nobody, owner);
    expect((await owner.post('/auth/token/destroy/', { all: false })).status).toBe(204);
    expect(await statusOf(nobody, phone)).toBe(200);
  });

  test('twice is a 401 the second time', async ({ server }) => {
    const owner = await signUp(server, 'out-twice');
    await owner.post('/auth/token/destroy/');
    expect((await owner.post('/auth/token/destroy/')).status).toBe(401);
  });

  test('is followed by logging in like before', async ({ server, nobody }) => {
    const owner = await signUp(server, 'comes-back');
    await owner.post('/auth/token/destroy/', { all: true });
    expect(await statusOf(nobody, await logInAgain(nobody, owner))).toBe(200);
  });

  test('with a wrong all is refused, and the token lives on', async ({ server, nobody }) => {
    const owner = await signUp(server, 'not-quite-out');
    const reply = await owner.post('/auth/token/destroy/', { all: 'perhaps' });
    expect(refusedFields(reply)).toEqual({ all: ['Must be a valid boolean.'] });
    expect(await statusOf(nobody, owner.token)).toBe(200);
  });
});
