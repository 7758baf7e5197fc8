import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test as plainTest } from 'vitest';
import { databaseKind } from '../support/database.ts';
import { startChat } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { project } from '../support/sources.ts';
import { until } from '../support/until.ts';
import { allMine, poll } from './polling.ts';
import { send } from './stage.ts';

const token = 'a-token-of-prometheus';

const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer({ METRICS_TOKEN: token });
    onCleanup(() => server.stop());
    return server;
  });

const ask = ({ url }: TestServer, authorization?: string) =>
  fetch(`${url}/metrics/`, { headers: authorization ? { Authorization: authorization } : {} });

/** All that is served, as lines. */
async function scrape(server: TestServer): Promise<string[]> {
  const answer = await ask(server, `Bearer ${token}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return (await answer.text()).split('\n');
}

/** Zero where it has no line yet. */
const numberOf = (lines: string[], name: string) =>
  Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? 0);

test('the figures are shown to who knows the token, and to nobody else', async ({ server }) => {
  const alice = await signUp(server, 'teller');
  expect((await ask(server)).status).toBe(401);
  expect((await ask(server, `Bearer ${token}x`)).status).toBe(401);
  expect((await ask(server, `Bearer ${alice.token}`)).status).toBe(401);
  await scrape(server);
});

test('requests are counted by their route, whichever way they are answered, and held polls apart', async ({
  server,
}) => {
  const [alice, bob] = [await signUp(server, 'alice'), await signUp(server, 'bob')];
  const chat = await startChat(alice, bob);
  await poll(bob, allMine);
  const { cursor } = await poll(alice, allMine);
  const before = await scrape(server);
  const quiet = 'holdline_requests_total{method="GET",route="/api/events/",status="200"}';
  const sends = 'holdline_requests_total{method="POST",route="/api/chats/:uri/messages/",status="201"}';
  const commits = 'holdline_commit_seconds_count';

  await alice.get(`${allMine}?cursor=${cursor}`);
  expect(numberOf(await scrape(server), quiet)).toBe(numberOf(before, quiet) + 1);
  const held = alice.get(`${allMine}?cursor=${cursor}&wait=20`);
  await until(async () => numberOf(await scrape(server), 'holdline_held_polls') === 1, {
    what: 'it is held',
  });
  await send(bob, chat, 'hello');
  await held;
  const after = await until(
    async () => {
      const lines = await scrape(server);
      return numberOf(lines, quiet) === numberOf(before, quiet) + 2 && lines;
    },
    { what: 'the held poll is counted' },
  );
  const lines = after || [];
  expect(numberOf(lines, 'holdline_held_polls')).toBe(0);
  expect(numberOf(lines, sends)).toBe(numberOf(before, sends) + 1);
  expect(numberOf(lines, commits)).toBeGreaterThan(numberOf(before, commits));
  for (const name of ['holdline_poll_held_seconds_count', 'holdline_wake_seconds_count'])
    expect(numberOf(lines, name), name).toBeGreaterThan(numberOf(before, name));
  expect(numberOf(lines, 'holdline_news_seconds_count')).toBeGreaterThan(0);
  expect(numberOf(lines, 'holdline_statement_seconds_count')).toBeGreaterThan(0);
  const worked = 'holdline_request_seconds_count{method="GET",route="/api/events/"}';
  expect(numberOf(lines, worked)).toBe(numberOf(before, worked));
});

test('whether the other nodes are heard is a figure where there can be some', async ({ server }) => {
  const lines = (await scrape(server)).filter((line) => line.startsWith('holdline_bus_up'));
  expect(lines).toEqual(databaseKind() === 'postgres' ? ['holdline_bus_up 1'] : []);
});

test('nothing that anybody may choose is in a figure', async ({ server }) => {
  const alice = await signUp(server, 'zqcanary');
  const chat = await startChat(alice, await signUp(server, 'zqfriend'));
  await alice.get(`${chat.messages}?search=zqword`);
  await anonymous(server).get('/zqpage/');
  await anonymous(server).get('/api/zqnothing/');
  await fetch(server.url, { method: 'PROPFIND' });
  const text = (await scrape(server)).join('\n');
  for (const secret of ['zq', chat.path.split('/')[3] ?? '', alice.token, 'PROPFIND', token])
    expect(text).not.toContain(secret);
  expect(text).toContain('method="other",route="other"');
});

test('what the dashboard and the alerts ask for is served', async ({ server }) => {
  await anonymous(server).get('/api/chats/public/');
  const served = new Set((await scrape(server)).flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []));
  const read = (name: string) => readFileSync(path.join(project, '.deploy', name), 'utf8');
  const dashboard = JSON.parse(read('dashboard.json')) as { panels: { targets: { expr: string }[] }[] };
  const alerts = [...read('alerts.yaml').matchAll(/^ +expr: (.+)$/gm)].map(([, expr = '']) => expr);
  expect(alerts).toHaveLength(7);
  const asked = [...alerts, ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))];
  const names = asked.flatMap((expr) => expr.match(/\b(?:holdline|nodejs|process)_\w+/g) ?? []);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(served).toContain(name.replace(/_(?:bucket|sum|count)$/, ''));
});
