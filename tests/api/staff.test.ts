import { describe, expect, test as plainTest } from 'vitest';
import { makeStaff, manageHere } from '../support/manage.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { allMine, cursorNow, eventsSince } from './polling.ts';
import { refusedFields, send, test } from './stage.ts';
import type {
  LogIn,
  Message,
  OwnProfile,
  Page,
  SeenBroadcast,
  StaffPerson,
  StaffSession,
  Viewer,
} from './wire.ts';

const broadcasts = '/api/broadcasts/';
const lobby = { uri: 'lobby', path: '/api/chats/lobby/', messages: '/api/chats/lobby/messages/' };

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

/** Grace is staff. */
const staffed = test.extend('grace', { scope: 'file' }, async ({ server }) => {
  const grace = await signUp(server, 'grace');
  await makeStaff(server, 'grace');
  return grace;
});

const people = '/api/staff/people/';
const named = (person: Pick<Person, 'username'>) => `${people}${person.username}/`;
const withPassword = ({ password }: Person) => ({ current_password: password });

describe('staff and people', () => {
  staffed('finds them by a name, and sees no address', async ({ server, grace, alice }) => {
    const sought = await signUp(server, 'sought-after', {
      email: 'sought@example.org',
      display_name: 'Somebody Else',
    });
    for (const search of ['OUGHT-af', 'body e']) {
      const reply = await grace.get<Page<StaffPerson>>(`${people}?search=${encodeURIComponent(search)}`);
      expect(reply.body).toMatchObject({
        count: 1,
        results: [{ ...sought.user, is_staff: false, disabled: false, last_seen: null }],
      });
      expect(reply.text).not.toContain('example.org');
    }
    const { body } = await grace.get<Page<StaffPerson>>(`${people}?page_size=1`);
    expect(body.results).toMatchObject([sought.user]);
    expect(body.count).toBeGreaterThan(2);
    expect((await alice.get(people)).body).toMatchObject({ code: 'not_staff' });
  });

  staffed(
    'keeps somebody from logging in, whose tokens end, until they may again',
    async ({ server, grace, nobody }) => {
      const rude = await signUp(server, 'rude');
      const logIn = () => nobody.post<LogIn>('/auth/jwt/create/', rude);
      const { token } = (await logIn()).body;
      expect((await grace.patch<StaffPerson>(named(rude), { disabled: true })).body).toMatchObject({
        ...rude.user,
        disabled: true,
      });
      const right = await grace.put(`${named(rude)}staff/`, withPassword(grace));
      expect([right.status, right.body]).toMatchObject([409, { code: 'is_disabled' }]);
      expect((await manageHere(server, 'staff', 'rude')).stderr).toMatch(/is disabled/);
      for (const each of [rude.token, token])
        expect((await nobody.get('/auth/me/', { token: each })).status).toBe(401);
      expect((await nobody.post('/auth/jwt/refresh/', { token })).status).toBe(400);
      const refused = await logIn();
      expect([refused.status, refused.body]).toEqual([
        400,
        (await nobody.post('/auth/jwt/create/', { ...rude, password: 'not-it-at-all' })).body,
      ]);
      expect((await grace.patch<StaffPerson>(named(rude), { disabled: false })).body.disabled).toBe(false);
      expect((await logIn()).status).toBe(200);
      expect((await nobody.get('/auth/me/', { token })).status).toBe(401);
      expect((await manageHere(server, 'disable', 'rude')).stdout).toBe('rude may not log in any more.\n');
      expect((await logIn()).status).toBe(400);
      expect((await manageHere(server, 'users')).stdout).toMatch(/^rude +"rude" +disabled/m);
      expect((await manageHere(server, 'enable', 'rude')).stdout).toBe('rude may log in again.\n');
      expect((await logIn()).status).toBe(200);
    },
  );

  staffed('ends all log-ins of somebody, who may log in again', async ({ server, grace, nobody }) => {
    const away = await signUp(server, 'away');
    expect((await grace.post(`${named(away)}log_out/`)).status).toBe(204);
    expect((await away.get('/auth/me/')).status).toBe(401);
    const { token } = (await nobody.post<LogIn>('/auth/jwt/create/', away)).body;
    expect((await nobody.get('/auth/me/', { token })).status).toBe(200);
    expect((await manageHere(server, 'log-out', 'away')).code).toBe(0);
    await until(async () => (await nobody.get('/auth/me/', { token })).status, {
      what: 'the token ends',
      is: (status) => status === 401,
    });
  });

  staffed(
    'ends an account, and gives and takes power, with the own password alone',
    async ({ server, grace }) => {
      const other = await signUp(server, 'other-one');
      const right = `${named(other)}staff/`;
      for (const [method, path] of [
        ['DELETE', named(other)],
        ['PUT', right],
        ['DELETE', right],
      ] as const) {
        expect(refusedFields(await grace.request(method, path, {}))).toHaveProperty('current_password');
        const wrong = await grace.request(
          method,
          path,
          withPassword({ ...grace, password: 'not-it-at-all' }),
        );
        expect(refusedFields(wrong)).toEqual({ current_password: ['Invalid password.'] });
      }
      expect((await grace.put(right, withPassword(grace))).status).toBe(204);
      expect((await other.get<OwnProfile>('/auth/me/')).body.is_staff).toBe(true);
      // From now on nothing is done to them but that.
      const about = [
        await grace.patch(named(other), { disabled: true }),
        await grace.post(`${named(other)}log_out/`),
        await grace.delete(named(other), withPassword(grace)),
      ];
      expect(about.map(({ status, body }) => [status, Object(body).code])).toEqual(
        about.map(() => [409, 'is_staff']),
      );
      expect((await grace.delete(right, withPassword(grace))).status).toBe(204);
      expect((await other.get(people)).status).toBe(403);
      expect((await grace.delete(named(other), withPassword(grace))).status).toBe(204);
      expect((await other.get('/auth/me/')).status).toBe(401);
      expect((await grace.patch(named(other), { disabled: true })).status).toBe(404);
    },
  );

  staffed(
    'does nothing of it to oneself, so that the last of the staff stays, nor by others',
    async ({ grace, alice, bob }) => {
      const about = (actor: Person, subject: Person) => [
        actor.patch(named(subject), { disabled: true }),
        actor.post(`${named(subject)}log_out/`),
        actor.delete(named(subject), withPassword(actor)),
        actor.put(`${named(subject)}staff/`, withPassword(actor)),
        actor.delete(`${named(subject)}staff/`, withPassword(actor)),
      ];
      const codes = async (replies: Promise<{ status: number; body: unknown }>[]) =>
        new Set((await Promise.all(replies)).map(({ status, body }) => `${status} ${Object(body).code}`));
      expect(await codes(about(grace, grace))).toEqual(new Set(['403 yourself']));
      expect(await codes(about(alice, bob))).toEqual(new Set(['403 not_staff']));
      // Whether there is somebody they do not learn either.
      expect(await codes(about(alice, { ...bob, username: 'nobody-here' }))).toEqual(
        new Set(['403 not_staff']),
      );
      expect((await grace.get('/auth/me/')).status).toBe(200);
    },
  );
});

describe('staff and sessions', () => {
  staffed(
    'sees them from the outside, without an address that lets in, and ends one with the password',
    async ({ grace, alice, chat }) => {
      await alice.patch(chat.path, { name: 'Garden' });
      await send(alice, chat, 'our secret');
      const list = await grace.get<Page<StaffSession>>('/api/staff/sessions/');
      const garden = list.body.results.find(({ name }) => name === 'Garden');
      expect(garden).toMatchObject({ kind: 'session', uri: null, member_count: 2, message_count: 1 });
      expect(list.body.results).toContainEqual(expect.objectContaining({ kind: 'public', uri: 'lobby' }));
      for (const hidden of [chat.uri, 'our secret']) expect(list.text).not.toContain(hidden);
      const path = `/api/staff/sessions/${garden?.id}/`;
      expect((await alice.get('/api/staff/sessions/')).status).toBe(403);
      expect((await alice.delete(path, withPassword(alice))).body).toMatchObject({ code: 'not_staff' });
      expect(refusedFields(await grace.delete(path, {}))).toHaveProperty('current_password');
      expect((await alice.get(chat.path)).status).toBe(200);
      expect((await grace.delete(path, withPassword(grace))).status).toBe(204);
      expect((await alice.get(chat.path)).status).toBe(404);
      expect((await grace.delete(path, withPassword(grace))).status).toBe(404);
      const lobby = list.body.results.find(({ uri }) => uri === 'lobby');
      expect((await grace.delete(`/api/staff/sessions/${lobby?.id}/`, withPassword(grace))).status).toBe(409);
    },
  );
});

describe('who has seen a broadcast', () => {
  staffed(
    'is counted once for each person and told to staff alone, by name where one tells what one reads',
    async ({ server, alice, bob, grace }) => {
      const discreet = await signUp(server, 'discreet');
      await discreet.patch('/auth/me/', { read_receipts: false });
      const leaving = await signUp(server, 'viewer-who-leaves');
      const { id } = (await grace.post<Message>(broadcasts, { message: 'Who has seen this?' })).body;
      const cursor = await cursorNow(grace);
      const path = `${broadcasts}${id}/seen/`;
      const marks = await Promise.all([alice, alice, bob, discreet, leaving].map((one) => one.put(path)));
      expect(marks.map(({ status }) => status)).toEqual(marks.map(() => 204));
      await leaving.delete('/auth/me/', { current_password: leaving.password });
      const { results } = (await grace.get<Page<SeenBroadcast>>('/api/staff/broadcasts/')).body;
      expect(results[0]).toMatchObject({ message: { id, message: 'Who has seen this?' }, seen: 3 });
      const viewers = (await grace.get<Page<Viewer>>(`/api/staff/broadcasts/${id}/seen/`)).body;
      expect(viewers.results.map(({ user }) => user.username).sort()).toEqual(['alice', 'bob']);
      expect(viewers.count).toBe(2);
      expect(await eventsSince(grace, allMine, cursor)).toEqual([]);
      for (const staffOnly of ['/api/staff/broadcasts/', `/api/staff/broadcasts/${id}/seen/`])
        expect((await alice.get(staffOnly)).body).toMatchObject({ code: 'not_staff' });
      // What is said in the lobby is none, and what was taken back is none any more.
      await bob.patch(lobby.path, {});
      const said = await send(bob, lobby, 'Only a word');
      expect((await alice.put(`${broadcasts}${said.id}/seen/`)).status).toBe(404);
      expect((await grace.get(`/api/staff/broadcasts/${said.id}/seen/`)).status).toBe(404);
      await bob.delete(`${lobby.path}members/bob/`);
    },
  );
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
