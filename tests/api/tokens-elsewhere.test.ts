import { expect } from 'vitest';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { test } from './stage.ts';

// A key gets copied, to a second place or into a test; user 1 is somebody else there.

test('a token is worth nothing at another database with the same SECRET_KEY', async ({ onTestFinished }) => {
  const SECRET_KEY = 'the same key at two places, long enough';
  const servers = await Promise.all([startTestServer({ SECRET_KEY }), startTestServer({ SECRET_KEY })]);
  onTestFinished(async () => void (await Promise.all(servers.map((server) => server.stop()))));
  const [here, there] = servers;
  const alice = await signUp(here, 'alice');
  const mallory = await signUp(there, 'mallory');
  expect(alice.user.id).toBe(mallory.user.id);

  const stranger = anonymous(there);
  const headers = { Authorization: `JWT ${alice.token}` };
  expect((await alice.get('/auth/me/')).status).toBe(200);
  for (const path of ['/auth/me/', '/api/chats/', '/api/events/?wait=5']) {
    expect((await stranger.get(path, { headers })).status).toBe(401);
  }
  for (const path of ['/auth/jwt/verify/', '/auth/jwt/refresh/']) {
    expect((await stranger.post(path, { token: alice.token })).status).toBe(400);
    expect((await anonymous(here).post(path, { token: alice.token })).status).toBe(200);
  }
});
