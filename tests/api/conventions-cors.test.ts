import { describe, expect } from 'vitest';
import { startTestServer } from '../support/server.ts';
import { test } from './stage.ts';

const origin = 'http://localhost:8080';
const exposed = ['etag', 'retry-after', 'preference-applied', 'location', 'x-request-id', 'content-range'];

function preflight(url: string, method: string, requestHeaders: string, from = origin): Promise<Response> {
  const headers = {
    Origin: from,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': requestHeaders,
  };
  return fetch(url, { method: 'OPTIONS', headers });
}

function listed(response: { headers: Headers }, header: string): string[] {
  return (response.headers.get(header) ?? '').toLowerCase().split(/\s*,\s*/);
}

describe('by default any origin', () => {
  test.for([
    ['POST', '/auth/users/'],
    ['POST', '/api/chats/'],
    ['PATCH', '/api/chats/{uri}/'],
    ['DELETE', '/api/chats/{uri}/'],
    ['GET', '/api/chats/{uri}/messages/'],
    ['PATCH', '/api/chats/{uri}/messages/1/'],
  ] as const)('may ask whether it may %s %s', async ([method, path], { server, chat }) => {
    const wanted = ['authorization', 'content-type', 'if-none-match', 'idempotency-key', 'prefer'];
    const response = await preflight(server.url + path.replace('{uri}', chat.uri), method, wanted.join(','));
    expect(response.ok).toBe(true);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('access-control-max-age')).toBe('86400');
    expect(listed(response, 'access-control-allow-methods')).toContain(method.toLowerCase());
    for (const header of wanted) expect(listed(response, 'access-control-allow-headers')).toContain(header);
  });

  test('is not turned away by a preflight on a URL without its last slash', async ({ server, chat }) => {
    const response = await preflight(server.url + chat.messages.slice(0, -1), 'POST', 'authorization');
    expect(response.ok).toBe(true);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('may read a reply, with the headers that a client needs', async ({ alice, chat }) => {
    const reply = await alice.get(chat.messages, { headers: { Origin: origin } });
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    for (const header of exposed) expect(listed(reply, 'access-control-expose-headers')).toContain(header);
  });

  test('may read a 304', async ({ alice, chat }) => {
    const etag = (await alice.get(chat.messages)).headers.get('etag') ?? '';
    const reply = await alice.get(chat.messages, { headers: { Origin: origin, 'If-None-Match': etag } });
    expect(reply.status).toBe(304);
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('may read every kind of refusal', async ({ server, alice, carol, nobody, chat }) => {
    const headers = { Origin: origin };
    const plain = { raw: 'x', contentType: 'text/plain', headers };
    const tooLarge = { raw: Buffer.alloc(10 * 1024 * 1024), contentType: 'application/json', headers };
    const refusals = {
      400: await alice.post(chat.messages, {}, { headers }),
      401: await nobody.get(chat.messages, { headers }),
      403: await carol.get(chat.messages, { headers }),
      404: await alice.get('/api/nothing/', { headers }),
      405: await alice.put('/api/chats/', {}, { headers }),
      406: await alice.get('/api/chats/', { headers: { ...headers, Accept: 'text/html' } }),
      413: await alice.post(chat.messages, undefined, tooLarge),
      415: await alice.post(chat.messages, undefined, plain),
    };
    for (const [status, reply] of Object.entries(refusals)) {
      expect(reply.status, `${server.url} ${reply.text}`).toBe(Number(status));
      expect(reply.headers.get('access-control-allow-origin'), status).toBe('*');
    }
  });
});

describe('CORS_ORIGINS', () => {
  test('lets in whom it names, and nobody else', async () => {
    const narrow = await startTestServer({ CORS_ORIGINS: origin });
    try {
      const url = `${narrow.url}/healthz/`;
      const named = await fetch(url, { headers: { Origin: origin } });
      expect(named.headers.get('access-control-allow-origin')).toBe(origin);
      expect(listed(named, 'vary')).toContain('origin');
      const stranger = await fetch(url, { headers: { Origin: 'http://evil.example' } });
      expect(stranger.headers.get('access-control-allow-origin')).not.toBe('*');
      expect(stranger.headers.get('access-control-allow-origin')).not.toBe('http://evil.example');
      const asked = await preflight(
        `${narrow.url}/api/chats/`,
        'POST',
        'authorization',
        'http://evil.example',
      );
      expect(asked.headers.get('access-control-allow-origin')).not.toBe('http://evil.example');
    } finally {
      await narrow.stop();
    }
  });
});
