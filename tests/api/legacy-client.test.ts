import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BlockedByBrowser, type CrossOriginPage, openPage } from '../support/cross-origin-page.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// The clients that came before this server: jQuery pages served from http://localhost:8080. They must keep working as
// they are, so each test does what such a page does, through what a browser lets it do.

const origin = 'http://localhost:8080';
const password = 'marmalade-skies-7';

interface OldHistory {
  messages: { message: string; user: { username: string; first_name: string; last_name: string } }[];
}

let server: TestServer;
let page: CrossOriginPage;

beforeAll(async () => {
  server = await startTestServer();
  page = openPage(origin);
});

afterAll(() => server?.stop());

const post = <Body>(path: string, data?: Record<string, string>, headers?: Record<string, string>) =>
  page.ajax<Body>({ method: 'POST', url: server.url + path, data, headers });
const get = <Body>(path: string, headers?: Record<string, string>) =>
  page.ajax<Body>({ method: 'GET', url: server.url + path, headers });
const patch = <Body>(path: string, data: Record<string, string>, headers: Record<string, string>) =>
  page.ajax<Body>({ method: 'PATCH', url: server.url + path, data, headers });

/** Signs up at the old address and logs in as the page with the JWT does. */
async function arrive(username: string): Promise<{ Authorization: string }> {
  const signedUp = await post('/auth/users/create/', { username, password });
  expect(signedUp.status, signedUp.text).toBe(201);
  const { json } = await post<{ token: string }>('/auth/jwt/create/', { username, password });
  return { Authorization: `JWT ${json.token}` };
}

async function startChat(headers: { Authorization: string }): Promise<string> {
  const started = await post<{ uri: string }>('/api/chats/', undefined, headers);
  expect(started.status, started.text).toBe(201);
  return started.json.uri;
}

describe('an older client', () => {
  test.for(['/auth/users/', '/auth/users/create/'])(
    'signs up by a form at %s without a preflight',
    async (path) => {
      const before = page.preflights();
      const username = `walter${path.length}`;
      const reply = await post<{ id: number; username: string }>(path, { username, email: '', password });
      expect(reply.status, reply.text).toBe(201);
      expect(reply.json).toMatchObject({ id: expect.any(Number), username });
      expect(page.preflights()).toBe(before);
    },
  );

  test('shows the raw text of a failed sign-up, and it can be read', async () => {
    await post('/auth/users/create/', { username: 'wanda', password });
    const reply = await post('/auth/users/create/', { username: 'wanda', password });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('"username":["A user with that username already exists."]');
    const empty = await post('/auth/users/create/', { username: '', password: '' });
    expect(empty.text).toContain('"username":["This field may not be blank."]');
    expect(empty.text).toContain('"password":["This field may not be blank."]');
  });

  test.for([
    { path: '/auth/jwt/create/', key: 'token', scheme: 'JWT' },
    { path: '/auth/jwt/create/', key: 'token', scheme: 'Bearer' },
    { path: '/auth/token/create/', key: 'auth_token', scheme: 'Token' },
    { path: '/auth/token/create/', key: 'auth_token', scheme: 'JWT' },
  ])('logs in at $path, reads $key and sends it as $scheme', async ({ path, key, scheme }) => {
    const username = `xenia-${key}-${scheme}`;
    await post('/auth/users/create/', { username, password });
    const reply = await post<Record<string, string>>(path, { username, password });
    expect(reply.status, reply.text).toBe(200);
    const headers = { Authorization: `${scheme} ${reply.json[key]}` };
    expect((await get('/auth/me/', headers)).json).toMatchObject({ username });
    expect((await post('/api/chats/', undefined, headers)).status).toBe(201);
  });

  test('can read why a log-in failed', async () => {
    const reply = await post('/auth/jwt/create/', { username: 'nobody-here', password });
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ non_field_errors: ['Unable to log in with provided credentials.'] });
  });

  test('starts a chat by a POST with an empty body and no Content-Type', async () => {
    const headers = await arrive('yusuf');
    const before = page.preflights();
    const reply = await post<{ uri: string }>('/api/chats/', undefined, headers);
    expect(reply.status, reply.text).toBe(201);
    expect(reply.json).toMatchObject({ status: 'SUCCESS', message: 'New chat session created' });
    expect(reply.json.uri).toMatch(/^[0-9A-Za-z]{22,}$/);
    expect(page.preflights()).toBe(before + 1);
  });

  test('joins with PATCH username=<me>, again after each reload', async () => {
    const [owner, friend] = await Promise.all([arrive('olga'), arrive('fritz')]);
    const uri = await startChat(owner);
    for (const _ of ['first visit', 'reload']) {
      const reply = await patch<{ members: object[] }>(`/api/chats/${uri}/`, { username: 'fritz' }, friend);
      expect(reply.status, reply.text).toBe(200);
      expect(reply.json).toMatchObject({
        status: 'SUCCESS',
        message: 'fritz joined the chat',
        members: [{ username: 'olga' }, { username: 'fritz' }],
        user: { username: 'fritz', first_name: '', last_name: '' },
      });
    }
  });

  test('talks: sends forms, asks for the messages again and again, reads text and name', async () => {
    const [owner, friend] = await Promise.all([arrive('otto'), arrive('frida')]);
    const path = `/api/chats/${await startChat(owner)}/`;
    await patch(path, { username: 'frida' }, friend);

    const talk: [headers: { Authorization: string }, message: string][] = [
      [owner, 'Hello & welcome + 100% <b>ünicode</b> 🎈'],
      [friend, 'line one\nline two'],
      [owner, '  kept as sent  '],
    ];
    const seen: string[] = [];
    for (const [headers, message] of talk) {
      const sent = await post(`${path}messages/`, { message }, headers);
      expect(sent.status, sent.text).toBe(201);
      expect(sent.json).toMatchObject({ status: 'SUCCESS', message });
      // Every three seconds, in life.
      const { json } = await get<OldHistory>(`${path}messages/`, friend);
      seen.push(`${json.messages.length} ${json.messages.at(-1)?.user.username}`);
    }
    expect(seen).toEqual(['1 otto', '2 frida', '3 otto']);
    const { json } = await get<OldHistory>(`${path}messages/`, owner);
    expect(json.messages.map(({ message }) => message)).toEqual(talk.map(([, message]) => message));
    expect(json.messages[0]?.user).toMatchObject({ username: 'otto', first_name: '', last_name: '' });
  });

  test('polls /api/chats/undefined/messages/ on its start page and gets a 404 that it may read', async () => {
    const headers = await arrive('ursula');
    for (const _ of ['first poll', 'second poll', 'third poll']) {
      const reply = await get('/api/chats/undefined/messages/', headers);
      expect(reply.status).toBe(404);
      expect(reply.json).toMatchObject({ detail: 'Not found.' });
    }
  });

  test('gets every refusal opened to its origin: 401, 403, 404, 405 and 415 alike', async () => {
    const [owner, outsider] = await Promise.all([arrive('oscar'), arrive('ingrid')]);
    const path = `/api/chats/${await startChat(owner)}/`;
    const plain = { ...owner, 'Content-Type': 'text/plain' };
    expect((await get('/api/chats/', { Authorization: 'JWT not.a.token' })).status).toBe(401);
    expect((await get(`${path}messages/`, outsider)).status).toBe(403);
    expect((await get('/api/nowhere/', owner)).status).toBe(404);
    expect((await page.ajax({ method: 'PUT', url: server.url + path, headers: owner })).status).toBe(405);
    expect((await post(`${path}messages/`, { message: 'x' }, plain)).status).toBe(415);
  });

  test('is kept out by its browser where CORS_ORIGINS names other pages only', async () => {
    const narrow = await startTestServer({ CORS_ORIGINS: 'https://chat.example' });
    try {
      const url = `${narrow.url}/api/chats/`;
      await expect(page.ajax({ method: 'GET', url })).rejects.toThrow(BlockedByBrowser);
      await expect(openPage('https://chat.example').ajax({ method: 'GET', url })).resolves.toMatchObject({
        status: 401,
      });
    } finally {
      await narrow.stop();
    }
  });
});

test('a preflight is answered without a token and may be kept for a day', async () => {
  const response = await fetch(`${server.url}/api/chats/`, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'PATCH',
      'Access-Control-Request-Headers': 'authorization',
    },
  });
  expect(response.ok).toBe(true);
  expect(response.headers.get('access-control-max-age')).toBe('86400');
});
