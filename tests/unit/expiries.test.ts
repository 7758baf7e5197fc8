import { expect, test } from 'vitest';
import { Expiries } from '../../api/log/expiries.ts';
import { RecentEvents } from '../../api/log/recent.ts';
import { ExpiringChats } from '../../api/messages/expiry/expiring-chats.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { logEvent } from '../support/log-event.ts';
import { movableClock } from '../support/movable-clock.ts';
import { createMessage } from './messages.ts';

const at = (ms: number) => new Date(ms).toISOString();

test('expiries are told once, the soonest first, in whatever order they came', () => {
  const expiries = new Expiries();
  for (const [messageId, atMs] of [[1, 30] as const, [2, 10] as const, [3, 20] as const, [2, 20] as const])
    expiries.add({ messageId, atMs });
  expect(expiries.takeDue(9)).toEqual([]);
  expect(expiries.takeDue(20)).toEqual([2, 3, 2]);
  expiries.keepOnly(() => false);
  expect(expiries.takeDue(100)).toEqual([]);
});

test('events in memory show what has expired no more, in the message, in what answers it and in what came late', () => {
  const clock = movableClock(0);
  const recent = new RecentEvents(0, referencesBy(clock));
  const said = createMessage({ id: 1, message: 'the safe is open', expires_at: at(1000) });
  const quote = {
    id: 1,
    user: said.user,
    excerpt: said.message,
    image: false,
    expires_at: at(1000),
    deleted: false,
  };
  const push = (id: number, messageId: number, data: object) =>
    recent.push({
      events: [logEvent({ id, type: 'message.created', messageId, data: JSON.stringify(data) })],
      passed: [],
    });
  push(1, 1, said);
  push(2, 2, createMessage({ id: 2, message: 'red', reply_to: quote }));
  const told = () => JSON.stringify(recent.after(0)?.map(({ json }) => json));
  expect(told().match(/the safe/g)).toHaveLength(2);
  clock.move(999);
  expect(told()).toContain('the safe');
  clock.move(1);
  expect(told()).not.toContain('the safe');
  expect(told()).toContain('red');
  const [first] = recent.after(0) ?? [];
  const tombstone = { message: '', deleted: true, expires_at: at(1000) };
  expect(JSON.parse(first?.data ?? '')).toEqual({ ...said, ...tombstone });
  push(3, 1, said);
  expect(told()).not.toContain('the safe');
});

/** A database that gives these answers, one after the other. */
function databaseOf(...rows: ({ to_id: number | null; expires_at: number } | undefined)[]) {
  const query: object = new Proxy(
    { first: async () => rows.shift() },
    { get: (target, key) => Reflect.get(target, key) ?? (() => query) },
  );
  return { read: (() => query) as never, rows };
}

const expiringAt = (atMs: number) => JSON.stringify(createMessage({ id: 1, expires_at: at(atMs) }));

test('whether something in a chat is to expire is asked of the database once, and then heard', async () => {
  const clock = movableClock(0);
  const db = databaseOf({ to_id: null, expires_at: 500 }, undefined);
  const chats = new ExpiringChats(db, clock);
  expect(chats.known(7, 1)).toBeNull();
  expect(await Promise.all([chats.has(7, 1), chats.has(7, 2)])).toEqual([true, true]);
  clock.move(500);
  expect([chats.known(7, 1), await chats.has(7, 2), db.rows.length]).toEqual([false, false, 1]);
  chats.apply([logEvent({ id: 1, chatId: 7, messageId: 1, data: expiringAt(900) })]);
  expect(chats.known(7, 1)).toBe(true);
  clock.move(400);
  expect(chats.known(7, 1)).toBe(false);
  chats.forget(7);
  expect(chats.known(7, 1)).toBeNull();
});

test('a whisper is to expire for its two, whether it was stored or heard', async () => {
  const clock = movableClock(0);
  const whisper = { to_id: 1, expires_at: 500 };
  const chats = new ExpiringChats(databaseOf(whisper, undefined, undefined, whisper), clock);
  expect(await chats.has(7, 3)).toBe(false);
  expect(await chats.has(7, 1)).toBe(true);
  expect([chats.known(7, 1), chats.known(7, 2), chats.known(7, 3)]).toEqual([true, null, false]);
  const event = { id: 1, chatId: 7, messageId: 1, data: expiringAt(900) };
  chats.apply([logEvent({ ...event, audience: [1, 2] })]);
  clock.move(500);
  expect([chats.known(7, 1), chats.known(7, 2), chats.known(7, 3)]).toEqual([true, null, false]);
  chats.apply([logEvent({ ...event, audience: [3, 2] })]);
  expect(chats.known(7, 3)).toBe(true);
  clock.move(400);
  expect([chats.known(7, 1), chats.known(7, 2), chats.known(7, 3)]).toEqual([false, false, false]);
});
