import { expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { test } from './stage.ts';

test('the last one out closes the session: its events are a 404 from then on', async ({ alice }) => {
  const chat = await startChat(alice);
  const events = `${chat.path}events/`;
  const { cursor } = (await alice.get<{ cursor: string }>(events)).body;
  const held = alice.get<{ events: unknown[] }>(`${events}?cursor=${cursor}&wait=10`);
  expect((await alice.delete(`${chat.path}members/alice/`)).status).toBe(204);
  expect((await held).body.events).toMatchObject([{ type: 'member.left', chat: chat.uri }]);
  expect((await alice.get(`${events}?cursor=${cursor}`)).status).toBe(404);
  expect((await alice.post(`${chat.path}typing/`)).status).toBe(404);
});
