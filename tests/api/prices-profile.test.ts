import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// A changed profile is told in every chat that shows it, and followed through all that every node remembers.

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'on' });
});
afterAll(() => server?.stop());

test('a profile is changed thirty times in a row, and then told to come again', async () => {
  const vera = await signUp(server, 'vera');
  const change = (i: number) => vera.patch('/auth/me/', { avatar: 1 + (i % 15) });
  const statuses: number[] = [];
  for (let i = 0; i < 30; i += 1) statuses.push((await change(i)).status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  const refused = await change(30);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  // Nobody else is held up.
  expect((await (await signUp(server, 'walt')).patch('/auth/me/', { avatar: 3 })).status).toBe(200);
});
