import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { test } from './stage.ts';
import { type Chat, isoTime, type Message } from './wire.ts';

interface SlashlessCall {
  method: string;
  path: string;
  body?: unknown;
  status: number;
}

const slashlessCalls: SlashlessCall[] = [
  {
    method: 'POST',
    path: '/auth/users',
    body: { username: 'slashless', password: 'tea and biscuits' },
    status: 201,
  },
  { method: 'GET', path: '/auth/me', status: 200 },
  { method: 'PATCH', path: '/auth/me', body: {}, status: 200 },
  { method: 'GET', path: '/api/chats', status: 200 },
  { method: 'POST', path: '/api/chats', body: {}, status: 201 },
  { method: 'GET', path: '/api/chats/{uri}', status: 200 },
  { method: 'PATCH', path: '/api/chats/{uri}', body: {}, status: 200 },
  { method: 'GET', path: '/api/chats/{uri}/messages', status: 200 },
  { method: 'POST', path: '/api/chats/{uri}/messages', body: { message: 'no slash' }, status: 201 },
  { method: 'GET', path: '/api/chats/{uri}/members', status: 200 },
  { method: 'DELETE', path: '/api/chats/{uri}/members/bob', status: 204 },
  { method: 'DELETE', path: '/api/chats/{uri}', status: 204 },
  { method: 'GET', path: '/healthz', status: 200 },
];

describe('paths', () => {
  test.for(slashlessCalls)(
    '$method $path works without its last slash and is not redirected',
    async ({ method, path, body, status }, { alice, chat }) => {
      const reply = await alice.request(method, path.replace('{uri}', chat.uri), body);
      expect(reply.status, reply.text).toBe(status);
    },
  );

  test('a body sent without the last slash is not lost', async ({ alice, chat }) => {
    const sent = await alice.post<Message>(chat.messages.slice(0, -1), { message: 'still here' });
    expect(sent.body.message).toBe('still here');
  });

  test.for([
    '/api/nothing/',
    '/auth/nothing/',
    '/api/',
    '/api/chats/undefined/messages/',
    '/api/chats/a%00b/',
  ])('%s is a 404 in JSON', async (path, { alice }) => {
    const reply = await alice.get(path);
    expect(reply.status, reply.text).toBe(404);
    expect(reply.body).toEqual({ detail: 'Not found.', code: 'not_found' });
  });

  test.for(['/api/chats/%E0%A4%A/', '/api/chats/%/messages/', '/api/chats/%ff/', '/auth/%zz/'])(
    'the badly encoded path %s is refused like any unknown one',
    async (path, { alice }) => {
      const reply = await alice.get<{ detail: string }>(path);
      expect([400, 404], reply.text).toContain(reply.status);
      expect(reply.body.detail).toBeTypeOf('string');
    },
  );
});

describe('bodies out', () => {
  test('are compact JSON in UTF-8 that says so', async ({ alice, chat }) => {
    const reply = await alice.post(chat.messages, { message: 'grüße, 世界 🌍' });
    expect(reply.headers.get('content-type')).toMatch(/^application\/json(; ?charset=utf-8)?$/i);
    expect(reply.text).toBe(JSON.stringify(reply.body));
    expect(reply.text).toContain('grüße, 世界 🌍');
  });

  test('have snake_case keys, all the way down', async ({ alice, chat }) => {
    await alice.post(chat.messages, { message: 'keys' });
    for (const path of [chat.path, chat.messages, `${chat.path}members/`, '/api/chats/', '/auth/me/']) {
      for (const key of keysOf((await alice.get(path)).body))
        expect(key, path).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
    }
  });

  test('carry times in ISO 8601, UTC, with milliseconds', async ({ server }) => {
    const clockmaker = await signUp(server, 'clockmaker');
    const { path, messages } = await startChat(clockmaker);
    const sent = await clockmaker.post<Message>(messages, { message: 'what time is it?' });
    const edited = await clockmaker.patch<Message>(`${messages}${sent.body.id}/`, { message: 'noon' });
    const chat = await clockmaker.get<Chat>(path);
    expect(sent.body.created_at).toMatch(isoTime);
    expect(edited.body.edited_at).toMatch(isoTime);
    expect(chat.body.created_at).toMatch(isoTime);
    expect(chat.body.members[0]?.joined_at).toMatch(isoTime);
    expect(Math.abs(Date.parse(sent.body.created_at) - Date.now())).toBeLessThan(60_000);
  });
});

describe('operations', () => {
  test.for(['/healthz/', '/readyz/'])('%s answers 200 to anyone', async (path, { nobody }) => {
    expect((await nobody.get(path)).status).toBe(200);
  });

  test.for(['/healthz/', '/readyz/'])('%s takes nothing but a read', async (path, { nobody }) => {
    const reply = await nobody.post(path, {});
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toContain('GET');
  });
});

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
