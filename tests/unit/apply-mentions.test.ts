import { expect, test } from 'vitest';
import type { FeedEvent, Message } from '../../web/net/wire.ts';
import { applyEvent } from '../../web/store/world/apply-event.ts';
import { createWorld, putChat } from '../../web/store/world/world.ts';
import { chat, uri } from './known-world.ts';
import { createMessage, createUser } from './messages.ts';

const me = createUser();
const bob = createUser({ id: 2, username: 'bob', display_name: 'Bob' });
const naming = (id: number, changes: Partial<Message> = {}) =>
  createMessage({ id, uri, user: bob, mentions: [me], ...changes });

let ids = 0;
function event<Type extends FeedEvent['type']>(type: Type, data: unknown): FeedEvent {
  ids += 1;
  return { id: String(ids), type, chat: uri, at: '2026-11-21T10:00:00.000Z', data } as FeedEvent;
}

/** What calls one after these events, each told twice, where messages 1 and 2 are read. */
function callingAfter(...events: FeedEvent[]): readonly number[] | undefined {
  const before = putChat(createWorld(me.id), { ...chat, read_message_id: 2 });
  const world = events.reduce((known, each) => applyEvent(applyEvent(known, each), each), before);
  return world.chats.get(uri)?.chat.unread_mentions;
}

test('an unread message of others that names one calls once, and one that does not, or is one’s own, never', () => {
  const others = naming(4, { mentions: [bob] });
  const own = naming(5, { user: me });
  const events = [naming(3), others, own].map((message) => event('message.created', message));
  expect(callingAfter(...events)).toEqual([3]);
});

test('a message calls as it is now, whatever tells of it, and not when it is read', () => {
  const created = event('message.created', naming(3, { mentions: [] }));
  const reworded = event('message.updated', naming(3));
  expect(callingAfter(created, reworded)).toEqual([3]);
  expect(callingAfter(reworded, event('reaction.added', naming(3)))).toEqual([3]);
  expect(callingAfter(reworded, event('message.updated', naming(3, { mentions: [] })))).toEqual([]);
  expect(
    callingAfter(reworded, event('message.deleted', naming(3, { mentions: [], deleted: true }))),
  ).toEqual([]);
  expect(callingAfter(event('message.updated', naming(2)))).toEqual([]);
  const read = event('read.updated', { message_id: 3, unread: 1 });
  expect(callingAfter(reworded, event('message.created', naming(4)), read)).toEqual([4]);
});

test('what calls is told in the order in which it was said, the newest hundred', () => {
  const events = Array.from({ length: 101 }, (_, i) => event('message.created', naming(200 - i)));
  expect(callingAfter(...events)).toEqual(Array.from({ length: 100 }, (_, i) => 101 + i));
});
