import { expect, test as plainTest } from 'vitest';
import { startChat } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { allMine, poll } from './polling.ts';
import { send } from './stage.ts';

interface Line {
  requestId: string;
  method: string;
  route?: string;
  status: number;
  ms: number;
  bytes: number;
  user?: number;
}

const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startServerProcess({ LOG_LEVEL: 'info', LOG_REQUESTS: 'on', TRUST_PROXY: '1' });
    onCleanup(async () => void (await server.stop('SIGKILL')));
    return server;
  });

function requestLines(server: ServerProcess): Line[] {
  const lines = server.output().split('\n');
  return lines.filter((line) => line.includes('"msg":"request"')).map((line) => JSON.parse(line) as Line);
}

const lineOf = (server: ServerProcess, id: string): Promise<Line | undefined> =>
  until(() => requestLines(server).find(({ requestId }) => requestId === id), { what: `a line of ${id}` });

test('a request is named in its answer and its line, by the proxy or by us, whichever way it goes and however it ends', async ({
  server,
}) => {
  const [alice, bob] = [await signUp(server, 'alice'), await signUp(server, 'bob')];
  const chat = await startChat(alice, bob);
  const ask = (path: string, id: string | null, init: RequestInit = {}) =>
    fetch(server.url + path, {
      ...init,
      headers: {
        Authorization: `JWT ${alice.token}`,
        'Content-Type': 'application/json',
        ...(id !== null && { 'X-Request-ID': id }),
      },
    });
  const post = { method: 'POST', body: JSON.stringify({ message: 'zqhello' }) };
  const page = { method: 'GET', route: '/api/chats/:uri/messages/', status: 200, user: alice.user.id };
  await poll(alice, allMine);
  await ask(chat.messages, null);

  for (const [path, id, init, expected] of [
    [chat.messages, 'named-1', {}, page],
    [chat.messages, 'named-2', post, { ...page, method: 'POST', status: 201 }],
    ['/auth/me/', 'named-3', {}, { ...page, route: '/auth/me/' }],
    ['/api/hooks/hlb_zqkey/', 'named-6', post, { method: 'POST', route: '/api/hooks/:key/', status: 404 }],
    ['/api/hooks/hlb_zqkey/more/', 'named-7', post, { method: 'POST', status: 404 }],
    ['/api/nothing/', 'named-4', {}, { method: 'GET', status: 404 }],
    ['/auth/me/', 'named-5', { method: 'PUT' }, { method: 'PUT', status: 405 }],
  ] as const) {
    const answer = await ask(path, id, init);
    expect(answer.headers.get('x-request-id'), path).toBe(id);
    const line = await lineOf(server, id);
    expect(line).toMatchObject(expected);
    expect(line?.bytes).toBeGreaterThan(100);
  }

  for (const id of [null, 'two words', 'x'.repeat(65)])
    for (const [path, init] of [
      [chat.messages, {}],
      [chat.messages, post],
      ['/api/nothing/', {}],
    ] as const) {
      const made = (await ask(path, id, init)).headers.get('x-request-id') ?? '';
      expect(made).toMatch(/^[\w-]{10}$/);
      await lineOf(server, made);
    }
  expect(server.output()).not.toMatch(/zqhello|zqkey/);
});

test('polls without news have no line, and one that brings some has', async ({ server }) => {
  const [carol, dave] = [await signUp(server, 'carol'), await signUp(server, 'dave')];
  const chat = await startChat(carol, dave);
  await poll(dave, allMine);
  const { cursor } = await poll(carol, allMine);
  const ofPolls = () => requestLines(server).filter(({ route = '' }) => route.endsWith('/events/'));
  await until(() => ofPolls().some(({ user }) => user === carol.user.id), { what: 'the first poll' });
  const before = ofPolls().length;
  await carol.get(`${allMine}?cursor=${cursor}`);
  await carol.get(`${allMine}?cursor=${cursor}`, { headers: { 'If-None-Match': 'W/"quiet-long"' } });
  await carol.get(`${allMine}?cursor=${cursor}&wait=1`);
  await anonymous(server).get('/healthz/');
  await until(() => requestLines(server).some(({ route }) => route === '/healthz/'), {
    what: 'a later line',
  });
  expect(ofPolls()).toHaveLength(before);
  await send(dave, chat, 'news');
  await carol.get(`${allMine}?cursor=${cursor}`);
  await until(() => ofPolls().length === before + 1, { what: 'the line of the poll with news' });
});

test('who is no trusted proxy names nothing', async ({ onTestFinished }) => {
  const server = await startTestServer();
  onTestFinished(() => server.stop());
  const answer = await fetch(`${server.url}/auth/me/`, { headers: { 'X-Request-ID': 'mine' } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{10}$/);
});
