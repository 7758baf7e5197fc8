import { describe, expect } from 'vitest';
import { test } from './stage.ts';
import type { Refusal } from './wire.ts';

describe('405', () => {
  test.for([
    ['PUT', '/auth/users/', 'POST'],
    ['GET', '/auth/jwt/create/', 'POST'],
    ['GET', '/auth/token/destroy/', 'POST'],
    ['PUT', '/auth/me/', 'GET'],
    ['DELETE', '/api/chats/', 'GET'],
    ['PUT', '/api/chats/{uri}/', 'PATCH'],
    ['PATCH', '/api/chats/{uri}/messages/', 'POST'],
    ['POST', '/api/chats/{uri}/members/', 'GET'],
    ['PROPFIND', '/api/chats/{uri}/', 'GET'],
  ] as const)('%s %s is not allowed and says what is', async ([method, path, allowed], { alice, chat }) => {
    const reply = await alice.request(method, path.replace('{uri}', chat.uri));
    expect(reply.status).toBe(405);
    expect(reply.body).toEqual({ detail: `Method "${method}" not allowed.`, code: 'method_not_allowed' });
    const allow = (reply.headers.get('allow') ?? '').split(/\s*,\s*/);
    expect(allow).toContain(allowed);
    expect(allow).not.toContain(method);
  });

  test('HEAD is a GET without the body', async ({ alice, chat }) => {
    const reply = await alice.request('HEAD', chat.messages);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(reply.text).toBe('');
  });

  test('HEAD is no way round logging in', async ({ nobody, chat }) => {
    expect((await nobody.request('HEAD', chat.messages)).status).toBe(401);
  });
});

describe('406', () => {
  const excluding = [
    'text/html',
    'image/png, text/*',
    'application/xml;q=0.9',
    'application/json;q=0',
    '*/*;q=0',
  ];
  const including = [
    'application/json',
    'application/*',
    '*/*',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'text/html, application/json;q=0.1',
    'application/json; charset=utf-8',
    '*',
    'text/html, image/gif, *; q=.2, */*; q=.2',
  ];

  test.for(excluding)('is the answer to Accept: %s', async (accept, { alice }) => {
    const reply = await alice.get<Refusal>('/api/chats/', { headers: { Accept: accept } });
    expect(reply.status, reply.text).toBe(406);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(reply.body).toEqual({
      detail: 'Could not satisfy the request Accept header.',
      code: 'not_acceptable',
    });
  });

  test.for(including)('is not the answer to Accept: %s', async (accept, { alice }) => {
    expect((await alice.get('/api/chats/', { headers: { Accept: accept } })).status).toBe(200);
  });

  test('comes before anything is done', async ({ alice, chat }) => {
    const refused = await alice.post(
      chat.messages,
      { message: 'unseen' },
      { headers: { Accept: 'text/html' } },
    );
    expect(refused.status).toBe(406);
    expect((await alice.get(chat.messages)).text).not.toContain('unseen');
  });
});

describe('413', () => {
  const tenMegabytes = Buffer.alloc(10 * 1024 * 1024, 'x');
  const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];

  test.for(types)('is the answer to 10 MB of %s', async (contentType, { alice, chat }) => {
    const reply = await alice.post<Refusal>(chat.messages, undefined, { raw: tenMegabytes, contentType });
    expect(reply.status).toBe(413);
    expect(reply.body.code).toMatch(/^[a-z_]+$/);
    expect(reply.body.detail).toBeTypeOf('string');
  });

  test('is also the answer when the length is not announced', async ({ server, alice, chat }) => {
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    let left = tenMegabytes.length;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left <= 0) return controller.close();
        left -= chunk.length;
        controller.enqueue(chunk);
      },
    });
    const request = { method: 'POST', body, duplex: 'half' };
    const headers = { Authorization: `JWT ${alice.token}`, 'Content-Type': 'application/json' };
    const response = await fetch(server.url + chat.messages, { ...request, headers });
    expect(response.status).toBe(413);
  });

  test('is also the answer to somebody who is not logged in, or is a 401', async ({ nobody, chat }) => {
    const options = { raw: tenMegabytes, contentType: 'application/json' };
    expect([401, 413]).toContain((await nobody.post(chat.messages, undefined, options)).status);
    expect((await nobody.post('/auth/users/', undefined, options)).status).toBe(413);
  });
});

describe('415', () => {
  test.for([
    ['text/plain', 'message=plain'],
    ['text/xml', '<message>xml</message>'],
    ['application/octet-stream', '{"message":"bytes"}'],
    ['application/vnd.api+json', '{"message":"json of another kind"}'],
    ['nonsense', '{"message":"nonsense"}'],
  ] as const)('is the answer to %s', async ([contentType, raw], { alice, chat }) => {
    const reply = await alice.post(chat.messages, undefined, { raw, contentType });
    expect(reply.status).toBe(415);
    const detail = `Unsupported media type "${contentType}" in request.`;
    expect(reply.body).toEqual({ detail, code: 'unsupported_media_type' });
  });

  test('is the answer to a body that does not say what it is', async ({ alice, chat }) => {
    expect((await alice.post(chat.messages, undefined, { raw: '{"message":"untyped"}' })).status).toBe(415);
  });
});
