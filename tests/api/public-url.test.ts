import { expect } from 'vitest';
import { startTestServer } from '../support/server.ts';
import { startServerProcess } from '../support/server-process.ts';
import { test as stage } from './stage.ts';
import type { Page } from './wire.ts';

// A server whose operator said how people reach it: by https, through one proxy.
const reached = { PUBLIC_URL: 'https://chat.example', TRUST_PROXY: '1' };

// biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
const test = stage.extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startTestServer(reached);
  onCleanup(() => server.stop());
  return server;
});

test('links begin with PUBLIC_URL, whatever the request says', async ({ alice }) => {
  for (let i = 0; i < 2; i += 1) await alice.post('/api/chats/', {});
  const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'http' };
  const page = await alice.get<Page<unknown>>('/api/chats/?page_size=1', { headers });
  expect(page.body.next).toBe('https://chat.example/api/chats/?page_size=1&page=2');
});

test('every answer says to come by https only', async ({ alice, nobody, chat }) => {
  const { cursor } = (await alice.get<{ cursor: string }>('/api/events/')).body;
  const answers = [
    await alice.get('/api/chats/'),
    await alice.get(`/api/events/?cursor=${cursor}`),
    await alice.get(chat.messages),
    await nobody.get('/api/nothing/'),
    await nobody.get('/'),
    await nobody.get('/healthz/'),
  ];
  for (const { headers } of answers)
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
});

stage('TRUST_PROXY without PUBLIC_URL is warned of at the start', async () => {
  const warned = /TRUST_PROXY is set and PUBLIC_URL is not/;
  const half = await startServerProcess({ TRUST_PROXY: '1', LOG_LEVEL: 'warn' });
  await half.stop();
  expect(half.output()).toMatch(warned);
  const whole = await startServerProcess({ ...reached, LOG_LEVEL: 'warn' });
  await whole.stop();
  expect(whole.output()).not.toMatch(warned);
});
