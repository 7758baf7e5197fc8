import { expect } from 'vitest';
import { callOf, declaredRoutes } from '../support/declared-routes.ts';
import { complaintAboutPiece } from '../support/known-answers.ts';
import { ndjson, open } from '../support/stream.ts';
import { until } from '../support/until.ts';
import { eventsOf } from './polling.ts';
import { send, test } from './stage.ts';

interface Operation {
  summary: string;
  security: Record<string, string[]>[];
  requestBody?: { required: boolean; content: Record<string, { example: unknown }> };
  responses: Record<string, { content?: Record<string, { example?: unknown }> }>;
}

interface Schema {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

test('the schema names every route of the API, and nothing that is none', async ({ nobody }) => {
  const { status, headers, body } = await nobody.get<Schema>('/api/schema/');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('application/json');
  const named = Object.entries(body.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => callOf({ method, path })),
  );
  expect(named).toContain('PATCH /api/chats/{uri}/messages/{id}/');
  expect(named.toSorted()).toEqual(declaredRoutes().map(callOf).toSorted());
});

test('a call is shown with who may make it, what it takes and what it answers', async ({ nobody }) => {
  const { body } = await nobody.get<Schema>('/api/schema/');
  const send = body.paths['/api/chats/{uri}/messages/']?.post;
  expect(send?.security).toEqual([{ JWT: [] }, { Bearer: [] }, { Bot: [] }]);
  expect(send?.requestBody?.content['application/json']?.example).toEqual({
    message: 'Shall we meet at six?',
    client_id: 'a1',
  });
  expect(send?.responses['201']?.content?.['application/json']?.example).toMatchObject({
    status: 'SUCCESS',
    user: { username: 'alice' },
  });
  const statuses = ['200', '201', '400', '401', '403', '404', '406', '413', '415', '422', '429', '503'];
  expect(Object.keys(send?.responses ?? {})).toEqual(statuses);
  expect(body.paths['/auth/users/']?.post?.security).toEqual([]);
});

test('examples of bodies are taken by the server as they stand', async ({ nobody }) => {
  const { body } = await nobody.get<Schema>('/api/schema/');
  const exampleOf = (path: string) =>
    body.paths[path]?.post?.requestBody?.content['application/json']?.example;
  const guest = await nobody.post<{ token: string }>('/auth/guests/', exampleOf('/auth/guests/'));
  expect(guest.status, guest.text).toBe(201);
  const options = { token: guest.body.token };
  const chat = await nobody.post<{ uri: string }>('/api/chats/', exampleOf('/api/chats/'), options);
  expect(chat.status, chat.text).toBe(201);
  for (const path of ['messages/', 'invites/']) {
    const example = exampleOf(`/api/chats/{uri}/${path}`);
    const { status, text } = await nobody.post(`/api/chats/${chat.body.uri}/${path}`, example, options);
    expect(status, text).toBe(201);
  }
});

test('streams are in the schema piece by piece, behind the JSON that a poll is answered with', async ({
  server,
  nobody,
  alice,
  bob,
  chat,
}) => {
  const { body } = await nobody.get<Schema>('/api/schema/');
  const types = ['application/json', 'text/event-stream', 'application/x-ndjson'];
  for (const path of ['/api/events/', '/api/chats/{uri}/events/'])
    expect(Object.keys(body.paths[path]?.get?.responses['200']?.content ?? {})).toEqual(types);

  const [served, lines] = await Promise.all(
    [{}, ndjson].map((form) => open(server, bob, eventsOf(chat), form)),
  );
  await send(alice, chat, 'Piece by piece');
  // Who is there, the message, and the beat of the first second, which has neither.
  const hasCome = () =>
    [/event: state/, /Piece by piece/, /\n:\nid: /].every((part) => part.test(served?.text() ?? ''));
  await until(hasCome, { what: 'each kind of piece' });
  await until(() => lines?.text().includes('Piece by piece'), { what: 'the line with the message' });
  const shown = '/api/chats/{uri}/events/';
  const complaints = [
    ...(served?.pieces() ?? []).map((piece) => complaintAboutPiece(shown, 'text/event-stream', piece)),
    ...(lines?.lines() ?? []).map((line) => complaintAboutPiece(shown, 'application/x-ndjson', line)),
  ];
  expect(complaints.length).toBeGreaterThan(5);
  expect((await Promise.all(complaints)).filter((complaint) => complaint !== null)).toEqual([]);
  for (const stream of [served, lines]) stream?.close();
});

test('whoever has the schema already is told so, without its body', async ({ nobody }) => {
  const { headers } = await nobody.get('/api/schema/');
  const again = await nobody.get('/api/schema/', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  expect(again.text).toBe('');
});

test('whoever takes gzip or br has the same document in a fraction of the bytes', async ({ nobody }) => {
  const plain = await nobody.get<Schema>('/api/schema/');
  expect(plain.headers.get('content-encoding')).toBeNull();
  for (const [taken, coding] of [
    ['gzip, deflate', 'gzip'],
    ['gzip, br', 'br'],
  ] as const) {
    const packed = await nobody.get<Schema>('/api/schema/', { headers: { 'accept-encoding': taken } });
    expect(packed.headers.get('content-encoding')).toBe(coding);
    for (const { headers } of [plain, packed]) expect(headers.get('vary')).toContain('Accept-Encoding');
    expect(packed.headers.get('etag')).toBe(plain.headers.get('etag'));
    expect(packed.body).toEqual(plain.body);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 5);
  }
});
