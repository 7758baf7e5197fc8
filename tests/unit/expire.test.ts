import { afterEach, expect, test, vi } from 'vitest';
import { wakeup } from '../../web/browser/wakeups.ts';
import { arrange } from '../../web/features/talk/arrange.ts';
import { expire, nextExpiry } from '../../web/store/world/expire.ts';
import { followExpiries } from '../../web/store/world/follow-expiries.ts';
import { changeChat, changeTalk, createWorld, putTalk, type World } from '../../web/store/world/world.ts';
import { chat, createKept, uri } from './known-world.ts';
import { createMessage, createUser } from './messages.ts';

const startMs = Date.parse('2026-11-21T09:00:00.000Z');
const at = (afterMs: number) => new Date(startMs + afterMs).toISOString();
const first = createMessage({ id: 1, uri, message: 'the safe is open', expires_at: at(1000) });
const quote = { id: 1, user: first.user, excerpt: first.message, image: false, deleted: false };
const reply = createMessage({ id: 2, uri, reply_to: { ...quote, expires_at: first.expires_at } });
const second = createMessage({ id: 3, uri, message: 'red', expires_at: at(9000) });

function world(): World {
  const talk = { messages: [first, reply, second], hasOlder: false };
  const known = putTalk(createWorld(1), chat, talk);
  return changeChat(known, uri, () => ({ last_message: second }));
}

const shown = ({ talks, chats }: World) => {
  const messages = talks.get(uri)?.messages ?? [];
  const blocks = arrange({ messages, notices: [], outgoing: [], me: createUser() });
  const rows = blocks.flatMap(({ rows }) => rows.map(({ key }) => key));
  const excerpts = messages.flatMap(({ reply_to }) => reply_to?.excerpt ?? []);
  return { rows, excerpts, last: chats.get(uri)?.chat.last_message?.message };
};

afterEach(() => {
  vi.useRealTimers();
});

test('what disappears is in no row, no quote and no list from its time on, and what stays keeps its identity', () => {
  const before = world();
  expect(nextExpiry(before)).toBe(startMs + 1000);
  expect(expire(before, startMs + 999).talks.get(uri)?.messages).toBe(before.talks.get(uri)?.messages);
  const then = expire(before, startMs + 1000);
  expect(shown(then)).toEqual({ rows: ['stored 2', 'stored 3'], excerpts: [''], last: 'red' });
  expect(then.talks.get(uri)?.messages[2]).toBe(second);
  expect(nextExpiry(then)).toBe(startMs + 9000);
  const end = expire(then, startMs + 9000);
  expect(shown(end)).toEqual({ rows: ['stored 2'], excerpts: [''], last: '' });
  expect(nextExpiry(end)).toBeNull();
});

test('what is pinned far back in a talk goes with its time as well', () => {
  const pinned = { user: first.user, at: at(0) };
  const pins = [first, second].map((message) => ({ ...message, pinned }));
  const talk = { messages: [reply], hasOlder: true };
  const before = changeTalk(putTalk(createWorld(1), chat, talk), uri, () => ({ pins }));
  const ids = (after: World) => after.talks.get(uri)?.pins.map(({ id }) => id);
  expect(nextExpiry(changeTalk(before, uri, () => ({ messages: [] })))).toBe(startMs + 1000);
  expect(expire(before, startMs + 999).talks.get(uri)?.pins).toEqual(pins);
  expect(ids(expire(before, startMs + 1000))).toEqual([second.id]);
  expect(ids(expire(before, startMs + 9000))).toEqual([]);
});

test('it goes by itself, also when the device slept through its time, until one logs out', () => {
  vi.useFakeTimers({ now: startMs });
  const { world: kept, state } = createKept();
  const wakeups = new EventTarget();
  const session = new AbortController();
  followExpiries({ state, world: kept, wakeups }, session.signal);
  kept.change(world);
  const rows = () => state.world.value && shown(state.world.value).rows;
  expect(rows()).toHaveLength(3);
  vi.advanceTimersByTime(1000);
  expect(rows()).toEqual(['stored 2', 'stored 3']);
  vi.setSystemTime(startMs + 9000);
  wakeups.dispatchEvent(new Event(wakeup));
  expect(rows()).toEqual(['stored 2']);
  session.abort();
  kept.change(world);
  vi.advanceTimersByTime(60_000);
  expect(rows()).toHaveLength(3);
});
