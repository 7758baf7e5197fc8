import { describe, expect, test as plainTest } from 'vitest';
import { makeStaff, manageHere } from '../support/manage.ts';
import { signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { test } from './stage.ts';
import type { LogIn } from './wire.ts';

const broadcasts = '/api/broadcasts/';

describe('staff', () => {
  test('are made and unmade while the server runs', async ({ server }) => {
    const dana = await signUp(server, 'dana');
    expect((await dana.post(broadcasts, { message: 'One' })).status).toBe(403);
    expect(await manageHere(server, 'staff', 'Dana')).toMatchObject({
      code: 0,
      stdout: 'dana is staff now.\n',
    });
    expect((await dana.post(broadcasts, { message: 'Two' })).status).toBe(201);
    expect((await manageHere(server, 'users')).stdout).toMatch(/^dana +"dana" +staff/m);
    expect((await manageHere(server, 'staff', '--remove', 'dana')).code).toBe(0);
    expect((await dana.post(broadcasts, { message: 'Three' })).status).toBe(403);
  });

  test('are never guests', async ({ server, nobody }) => {
    const { token, user } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Pretender' })).body;
    const { code, stderr } = await manageHere(server, 'staff', user.username);
    expect(code).toBe(1);
    expect(stderr).toMatch(/is a guest/);
    expect((await nobody.post(broadcasts, { message: 'Hi' }, { token })).status).toBe(403);
  });
});

plainTest('with rate limits on, a flood of broadcasts is stopped', async () => {
  const server = await startTestServer({ RATE_LIMITS: 'on' });
  try {
    const herald = await signUp(server, 'herald');
    await makeStaff(server, 'herald');
    const replies = await Promise.all(
      Array.from({ length: 150 }, () => herald.post(broadcasts, { message: 'Hear!' })),
    );
    const statuses = new Set(replies.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([201, 429]);
  } finally {
    await server.stop();
  }
});
