import { expect } from 'vitest';
import { manageHere } from '../support/manage.ts';
import { until } from '../support/until.ts';
import { history, send, test as stage } from './stage.ts';
import type { Chat, Refusal } from './wire.ts';

// What staff do by the API, whoever runs the server does by `npm run manage`.

const test = stage.extend('room', async ({ alice, bob }) => {
  const { uri } = (await alice.post<Chat>('/api/chats/', { public: true, name: 'Garden' })).body;
  const room = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
  await bob.patch(room.path, {});
  return room;
});

test('npm run manage bans, lifts bans and removes messages', async ({ server, alice, bob, room }) => {
  const { id } = await send(bob, room, 'nasty');
  expect((await manageHere(server, 'remove-message', room.uri, String(id))).stdout).toContain('removed');
  expect((await manageHere(server, 'ban', room.uri, 'bob')).stdout).toContain('bob is banned');
  const gone = async () => (await history(alice, room))[0]?.deleted;
  await until(gone, { what: 'the running server has noticed' });
  expect((await bob.patch<Refusal>(room.path, {})).body.code).toBe('banned');
  expect((await manageHere(server, 'unban', room.uri, 'bob')).stdout).toContain('may come back');
  expect((await bob.patch(room.path, {})).status).toBe(200);
});

test('npm run manage says in one line what it can’t do', async ({ server, alice, bob, chat }) => {
  const direct = (await alice.post<Chat>('/api/directs/', { username: bob.username })).body;
  const whisper = await alice.post<{ id: number }>(chat.messages, { message: 'psst', to: 'bob' });
  for (const args of [
    ['ban', direct.uri, 'bob'],
    ['ban', chat.uri, 'nobody-here'],
    ['ban', chat.uri],
    ['remove-message', chat.uri, '999999'],
    ['remove-message', chat.uri, 'x'],
    ['remove-message', chat.uri, String(whisper.body.id)],
    ['unban', 'nowhere', 'bob'],
  ]) {
    const { code, stderr } = await manageHere(server, ...args);
    expect(code, args.join(' ')).toBe(1);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  }
});
