import { expect, test } from 'vitest';
import type { FeedEvent, Message } from '../../web/net/wire.ts';
import { applyEvent } from '../../web/store/world/apply-event.ts';
import { createWorld, putTalk, type World } from '../../web/store/world/world.ts';
import { chat, uri } from './known-world.ts';
import { createMessage, createUser } from './messages.ts';

const me = createUser();
const said = (id: number, changes: Partial<Message> = {}) => createMessage({ id, uri, ...changes });
const pinned = (id: number, changes: Partial<Message> = {}) =>
  said(id, { pinned: { user: me, at: `2026-11-21T10:00:0${id}.000Z` }, ...changes });

let events = 0;
function told(world: World, type: FeedEvent['type'], data: Message): World {
  events += 1;
  return applyEvent(world, {
    id: `${events}`,
    type,
    chat: uri,
    at: '2026-11-21T10:00:00.000Z',
    data,
  } as FeedEvent);
}

/** The ids of the chat, and what is known of the messages. */
function shown(world: World) {
  const texts = world.talks.get(uri)?.pins.map(({ id, message }) => `${id} ${message}`);
  return [world.chats.get(uri)?.chat.pinned, texts];
}

test('what is pinned is in the order in which it was, told twice or not, says what it says now, and goes with it', () => {
  // Far back: neither is at hand in the talk.
  let world = putTalk(createWorld(me.id), chat, { messages: [said(9)], hasOlder: true });
  for (const id of [2, 1, 2, 1]) world = told(world, 'message.pinned', pinned(id));
  expect(shown(world)).toEqual([
    [1, 2],
    ['1 Hello', '2 Hello'],
  ]);
  world = told(world, 'message.updated', pinned(2, { message: 'Reworded' }));
  world = told(world, 'message.unpinned', said(1));
  expect(shown(world)).toEqual([[2], ['2 Reworded']]);
  world = told(world, 'message.deleted', said(2, { message: '', deleted: true }));
  expect(shown(world)).toEqual([[], []]);
  // Told late of what is unpinned by now.
  expect(shown(told(world, 'message.pinned', said(1)))).toEqual([[], []]);
});
