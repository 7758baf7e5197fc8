import { describe, expect, test } from 'vitest';
import { startChat } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { allMine, ask, cursorNow, eventsSince, poll } from './polling.ts';
import { refusedFields } from './stage.ts';
import type { LogIn, Page, Profile, User } from './wire.ts';

const taken = { nickname: ['That nickname is taken.'] };

const idleTest = test
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer({ GUEST_IDLE_S: '1' });
    onCleanup(() => server.stop());
    return server;
  });

async function comeIn(server: TestServer, nickname: string): Promise<LogIn> {
  const reply = await anonymous(server).post<LogIn>('/auth/guests/', { nickname });
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

describe('when a guest may be idle for a second', () => {
  idleTest('the nickname is free again then, and its holder comes back with a number', async ({ server }) => {
    const olivia = await signUp(server, 'olivia');
    const chat = await startChat(olivia);
    const stranger = anonymous(server);
    const first = await comeIn(server, 'Robin');
    await stranger.patch(chat.path, {}, { token: first.token });
    const cursor = await cursorNow(olivia);
    const second = await until(() => comeIn(server, 'Robin'), { what: 'the nickname is free again' });
    expect(second.user.id).not.toBe(first.user.id);
    expect(second.user.display_name).toBe('Robin');
    const back = await stranger.get<Profile>('/auth/me/', { token: first.token });
    expect(back.body.id).toBe(first.user.id);
    expect(back.body.username).toBe(first.user.username);
    expect(back.body.display_name).toMatch(/^Robin ?\d+$/);
    const told = await eventsSince(olivia, allMine, cursor);
    expect(told.filter((event) => event.type === 'user.updated')).toMatchObject([
      { chat: chat.uri, data: { id: first.user.id, display_name: back.body.display_name } },
    ]);
  });

  idleTest('who polls is not idle, however long the poll is held', async ({ server }) => {
    const stranger = anonymous(server);
    const { token } = await comeIn(server, 'Patient');
    const { cursor } = (await ask(stranger, allMine, {}, { token })).body;
    const held = ask(stranger, allMine, { cursor, wait: 2 }, { token });
    const startedAt = performance.now();
    await held;
    expect(performance.now() - startedAt).toBeGreaterThan(1_500);
    expect(refusedFields(await stranger.post('/auth/guests/', { nickname: 'Patient' }))).toEqual(taken);
    expect((await stranger.get<Profile>('/auth/me/', { token })).body.display_name).toBe('Patient');
  });

  idleTest('an account keeps its name, whether seen or not', async ({ server }) => {
    await signUp(server, 'absent', { display_name: 'Absent One' });
    await comeIn(server, 'Yardstick');
    await until(() => comeIn(server, 'Yardstick'), { what: 'a second has passed' });
    const late = await anonymous(server).post('/auth/guests/', { nickname: 'Absent One' });
    expect(refusedFields(late)).toEqual(taken);
  });

  idleTest('the directory shows live guests and no idle ones, but every account', async ({ server }) => {
    const reader = await signUp(server, 'reader');
    await signUp(server, 'sleeper');
    const { user, token } = await comeIn(server, 'Visitor');
    const chat = await startChat(reader);
    await anonymous(server).patch(chat.path, {}, { token });
    const names = async () => {
      await poll(reader, allMine);
      const { results } = (await reader.get<Page<User>>('/api/users/?page_size=200')).body;
      return results.map((person) => person.username);
    };
    expect(await names()).toEqual(expect.arrayContaining(['sleeper', user.username]));
    await until(async () => !(await names()).includes(user.username), { what: 'the idle guest is left out' });
    expect(await names()).toContain('sleeper');
  });

  idleTest('ten who want a free nickname at once find one gets it', async ({ server }) => {
    await comeIn(server, 'Contested');
    await until(() => comeIn(server, 'Contested'), { what: 'the nickname is free' });
    const stranger = anonymous(server);
    const winners = await until(
      async () => {
        const wishes = Array.from({ length: 10 }, () =>
          stranger.post('/auth/guests/', { nickname: 'Contested' }),
        );
        return (await Promise.all(wishes)).filter((reply) => reply.status === 201).length;
      },
      { what: 'the nickname is free once more' },
    );
    expect(winners).toBe(1);
  });
});
