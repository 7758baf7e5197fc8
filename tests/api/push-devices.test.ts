import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { manageHere } from '../support/manage.ts';
import { arranged } from '../support/people.ts';
import { stateOf, test } from './push-stage.ts';
import { refusedFields } from './stage.ts';

test('a device is named by its browser, belongs to who named it last, and is let go', async ({
  come,
  server,
  service,
  subscribe,
}) => {
  const [alice, bob] = [await come('alice'), await come('bob')];
  const device = await subscribe(alice);
  const [{ service: host } = {}] = (await stateOf(alice)).subscriptions;
  expect(host).toBe(new URL(service.url).host);
  // As browsers say it, with a field that says nothing.
  expect((await alice.put('/api/push/', { ...device.json, expirationTime: null })).status).toBe(200);
  arranged(await bob.put('/api/push/', device.json), 201);
  expect((await stateOf(alice)).subscriptions).toEqual([]);
  const { endpoint } = device.json;
  const folder = await mkdtemp(path.join(tmpdir(), 'holdline-push-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'bob.jsonl');
  await manageHere(
    { settings: { ...server.settings, LOG_LEVEL: 'silent' } },
    'export-user',
    bob.username,
    file,
  );
  expect(await readFile(file, 'utf8')).toContain(`{"kind":"push_device","endpoint":"${endpoint}"`);
  expect((await alice.delete('/api/push/', { endpoint })).status).toBe(404);
  expect((await bob.delete('/api/push/', { endpoint })).status).toBe(204);
  expect((await stateOf(bob)).subscriptions).toEqual([]);
});

test('a device is at a push service that the server knows, by its own keys, or refused', async ({
  come,
  service,
  subscribe,
}) => {
  const alice = await come('alice');
  const { json } = await subscribe(alice);
  const complaints = async (change: object) =>
    refusedFields(await alice.put('/api/push/', { ...json, ...change }));
  for (const endpoint of [
    'https://evil.example.org/x',
    'http://push.example.org/x',
    'https://push.example.org:8443/x',
    'https://me:you@push.example.org/x',
    'https://push.example.com/x',
    'https://a.push.example.com.evil.org/x',
    'https://push.example.org.evil.org/x',
    service.url.replace('127.0.0.1', 'localhost'),
    '//push.example.org/x',
    'x',
  ])
    expect(await complaints({ endpoint }), endpoint).toHaveProperty('endpoint');
  const { p256dh, auth } = json.keys;
  // A point beside the curve.
  const beside = Buffer.from(p256dh, 'base64url').fill(1, 40).toString('base64url');
  for (const keys of [null, 'x', [], { p256dh }, { p256dh: beside, auth }, { p256dh: p256dh.slice(4), auth }])
    expect(await complaints({ keys })).toHaveProperty('keys');
  expect(await complaints({ keys: { p256dh, auth: 'AAAA' } })).toEqual({ keys: ['auth: Not 16 bytes.'] });
  const there = { ...json, endpoint: 'https://a.push.example.com/x' };
  expect((await alice.put('/api/push/', there)).status).toBe(201);
});

test('a device is one of ten, and the one that was named first goes', async ({ come, subscribe }) => {
  const alice = await come('alice');
  const { json } = await subscribe(alice);
  const at = (i: number) => ({ ...json, endpoint: `https://push.example.org/${alice.username}/${i}` });
  for (let i = 0; i < 10; i += 1) arranged(await alice.put('/api/push/', at(i)), 201);
  expect((await stateOf(alice)).subscriptions.map(({ service }) => service)).toEqual(
    Array(10).fill('push.example.org'),
  );
});
