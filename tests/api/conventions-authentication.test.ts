import { createHmac } from 'node:crypto';
import { describe, expect } from 'vitest';
import type { Caller } from '../support/person.ts';
import { test } from './stage.ts';
import type { Profile, Refusal } from './wire.ts';

function whoAmI(caller: Caller, authorization: string) {
  return caller.get<Profile & Refusal>('/auth/me/', { headers: { Authorization: authorization } });
}

/** The claims that alice's token carries, signed by somebody else or not at all. */
function forged(token: string, header: object, sign: (signed: string) => string): string {
  const encodedHeader = Buffer.from(JSON.stringify(header)).toString('base64url');
  const signed = `${encodedHeader}.${token.split('.')[1]}`;
  return `${signed}.${sign(signed)}`;
}

describe('a token opens the door', () => {
  const schemes = ['JWT', 'Bearer', 'Token', 'jwt', 'BEARER', 'tOkEn'];
  test.for(schemes)('with the scheme %s', async (scheme, { nobody, alice }) => {
    const reply = await whoAmI(nobody, `${scheme} ${alice.token}`);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body.username).toBe('alice');
  });
});

describe('the door stays shut, with a challenge that names the scheme,', () => {
  test('without credentials', async ({ nobody }) => {
    const reply = await nobody.get('/auth/me/');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('JWT realm="api"');
    expect(reply.body).toEqual({
      detail: 'Authentication credentials were not provided.',
      code: 'not_authenticated',
    });
  });

  test.for([
    'JWT',
    'JWT ',
    'JWT nonsense',
    'JWT a.b.c',
    'JWT a.b.c.d',
    'Bearer null',
    'Token undefined',
    'Basic YWxpY2U6c2VjcmV0',
    'nonsense',
    `JWT ${'x'.repeat(6000)}`,
    'JWT eyJhbGciOiJIUzI1NiJ9.bnVsbA.x',
  ])('to Authorization: %s', async (authorization, { nobody }) => {
    const reply = await whoAmI(nobody, authorization);
    expect(reply.status, reply.text).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('JWT realm="api"');
    expect(reply.body.detail).toBeTypeOf('string');
    expect(reply.body.code).toMatch(/^[a-z_]+$/);
  });

  test('to two words after the scheme', async ({ nobody, alice }) => {
    expect((await whoAmI(nobody, `JWT ${alice.token} ${alice.token}`)).status).toBe(401);
  });

  test('to an unknown scheme with a good token', async ({ nobody, alice }) => {
    expect((await whoAmI(nobody, `Basic ${alice.token}`)).status).toBe(401);
  });

  test('to a good token without a scheme', async ({ nobody, alice }) => {
    expect((await whoAmI(nobody, alice.token)).status).toBe(401);
  });

  test('to a token whose signature was tampered with', async ({ nobody, alice }) => {
    const [header, claims, signature = ''] = alice.token.split('.');
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    expect((await whoAmI(nobody, `JWT ${header}.${claims}.${flipped}`)).status).toBe(401);
  });

  test('to the same claims unsigned or signed with an empty key', async ({ nobody, alice }) => {
    const unsigned = forged(alice.token, { alg: 'none', typ: 'JWT' }, () => '');
    const withEmptyKey = forged(alice.token, { alg: 'HS256', typ: 'JWT' }, (signed) =>
      createHmac('sha256', '').update(signed).digest('base64url'),
    );
    expect((await whoAmI(nobody, `JWT ${unsigned}`)).status).toBe(401);
    expect((await whoAmI(nobody, `JWT ${withEmptyKey}`)).status).toBe(401);
  });

  test('to a cookie: tokens travel in the header alone', async ({ nobody, alice }) => {
    const headers = { Cookie: `token=${alice.token}; jwt=${alice.token}` };
    const reply = await nobody.get('/auth/me/', { headers });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  test('to a token in the query', async ({ nobody, alice }) => {
    expect((await nobody.get(`/auth/me/?token=${alice.token}`)).status).toBe(401);
  });
});

describe('without logging in one is turned away from', () => {
  test.for([
    ['get', '/api/chats/'],
    ['post', '/api/chats/'],
    ['patch', '/api/chats/{uri}/'],
    ['delete', '/api/chats/{uri}/'],
    ['get', '/api/chats/{uri}/messages/'],
    ['post', '/api/chats/{uri}/messages/'],
    ['patch', '/api/chats/{uri}/messages/1/'],
    ['delete', '/api/chats/{uri}/messages/1/'],
    ['get', '/api/chats/{uri}/members/'],
    ['patch', '/api/chats/{uri}/members/bob/'],
    ['delete', '/api/chats/{uri}/members/bob/'],
    ['get', '/auth/me/'],
    ['patch', '/auth/me/'],
    ['delete', '/auth/me/'],
    ['post', '/auth/password/'],
    ['post', '/auth/token/destroy/'],
  ] as const)('%s %s', async ([method, path], { nobody, chat }) => {
    const reply = await nobody[method](path.replace('{uri}', chat.uri), {});
    expect(reply.status, reply.text).toBe(401);
  });
});
