import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostUnread as mostCounted } from '../../api/messages/reading-queries.ts';
import type { FeedEvent, Member, Message, OpenChat } from '../../web/net/wire.ts';
import { applyEvent } from '../../web/store/world/apply-event.ts';
import { createWorld, mostUnread, putTalk, type World } from '../../web/store/world/world.ts';
import { chat as knownChat, uri } from './known-world.ts';
import { createMessage, createUser } from './messages.ts';

// What the test against the real server (tests/api/snapshot-plus-events.test.ts) can't say as plainly.

const me = createUser();
const bob = createUser({ id: 2, username: 'bob', display_name: 'Bob' });

const member = (user = me, changes: Partial<Member> = {}): Member => ({
  ...user,
  role: user.id === me.id ? 'owner' : 'member',
  joined_at: `2026-11-21T09:00:0${user.id}.000Z`,
  online: false,
  last_seen: null,
  ...changes,
});

const chat: OpenChat = { ...knownChat, member_count: 1, members: [member()] };

const said = (id: number, changes: Partial<Message> = {}) =>
  createMessage({ id, uri, user: bob, ...changes });

let ids = 0;
function event<Type extends FeedEvent['type']>(
  type: Type,
  data: Extract<FeedEvent, { type: Type }>['data'],
): FeedEvent {
  ids += 1;
  return { id: String(ids), type, chat: uri, at: '2026-11-21T10:00:00.000Z', data } as FeedEvent;
}

const open = (messages: readonly Message[] = [], hasOlder = false): World =>
  putTalk(createWorld(me.id), { ...chat, last_message: messages.at(-1) ?? null }, { messages, hasOlder });

const told = (world: World, ...events: FeedEvent[]) => events.reduce(applyEvent, world);
const unread = (world: World) => world.chats.get(uri)?.chat.unread;
const talk = (world: World) => world.talks.get(uri);

describe('unread messages', () => {
  test('of others count once, own ones never', () => {
    const news = [event('message.created', said(1)), event('message.created', said(2, { user: me }))];
    expect(unread(told(open(), ...news))).toBe(1);
    expect(unread(told(open(), ...news, ...news))).toBe(1);
  });

  /** A chat as a snapshot shows it that knew the log up to this event. */
  const readAt = (asOf: FeedEvent, unreadThen: number) =>
    putTalk(
      createWorld(me.id),
      { ...chat, unread: unreadThen, as_of: asOf.id },
      { messages: [], hasOlder: false },
    );

  test('that a snapshot counted are not counted again', () => {
    const [first, second] = [event('message.created', said(1)), event('message.created', said(2))] as const;
    expect(unread(told(readAt(first, 1), first))).toBe(1);
    expect(unread(told(readAt(first, 1), first, second))).toBe(2);
  });

  test('behind a marker that is told late are counted from there', () => {
    const story = [
      event('message.created', said(1)),
      event('read.updated', { message_id: 1, unread: 0 }),
      event('message.created', said(2)),
    ];
    expect(unread(told(readAt(story.at(-1) as FeedEvent, 1), ...story))).toBe(1);
  });

  test('that are deleted count no longer, once, and only where they had counted', () => {
    const gone = said(1, { message: '', deleted: true });
    const created = event('message.created', gone);
    const deleted = event('message.deleted', gone);
    const [other, marker] = [
      event('message.created', said(2)),
      event('read.updated', { message_id: 1, unread: 1 }),
    ];
    expect(unread(told(open(), created, deleted, deleted, other))).toBe(1);
    expect(unread(told(readAt(created, 1), created, deleted, deleted))).toBe(0);
    expect(unread(told(readAt(deleted, 0), created, deleted))).toBe(0);
    const late = event('message.deleted', gone);
    expect(unread(told(open(), created, other, marker, late))).toBe(1);
    expect(unread(told(open(), created, event('message.deleted', said(1, { user: me }))))).toBe(1);
  });

  test('are counted no further than the server counts, and from there on until it tells them anew', () => {
    expect(mostUnread).toBe(mostCounted);
    const news = Array.from({ length: 4 }, (_, i) => event('message.created', said(i + 2)));
    const [before, first, second, third] = news as [FeedEvent, FeedEvent, FeedEvent, FeedEvent];
    const many = readAt(before, mostUnread - 2);
    expect(unread(told(many, first))).toBe(mostUnread - 1);
    expect(unread(told(many, first, second, third))).toBe(mostUnread);
    const deleted = event('message.deleted', said(2, { message: '', deleted: true }));
    expect(unread(told(many, first, second, third, deleted))).toBe(mostUnread);
    const marker = event('read.updated', { message_id: 2, unread: 3 });
    const late = event('message.created', said(9));
    expect(unread(told(many, first, second, third, deleted, marker, late))).toBe(4);
  });

  test('of others are not swallowed by an own one that was answered first', () => {
    const world = told(open(), event('message.created', said(1)));
    expect(unread(told(world, event('message.created', said(2)), event('message.created', said(3))))).toBe(3);
  });
});

test('an archived chat comes back by what others say later, where all of it counts, and by nothing that comes again', () => {
  const [first, second, own] = [said(1), said(2), said(3, { user: me })].map((message) =>
    event('message.created', message),
  ) as [FeedEvent, FeedEvent, FeedEvent];
  const archive = event('archived.updated', { archived_after: 1 });
  const muted = event('notify.updated', { notify: 'none', archived_after: 1 });
  const after = (...events: FeedEvent[]) => told(open(), ...events).chats.get(uri)?.chat.archived_after;
  expect(after(first, archive, first, own)).toBe(1);
  expect(after(first, archive, second)).toBe(null);
  expect(after(first, archive, muted, second)).toBe(1);
});

describe('messages', () => {
  test('keep their order, whichever comes first', () => {
    const world = told(open(), event('message.created', said(2)), event('message.created', said(1)));
    expect(talk(world)?.messages.map(({ id }) => id)).toEqual([1, 2]);
    expect(world.chats.get(uri)?.chat.last_message?.id).toBe(2);
  });

  test('older than the oldest at hand are left to their page', () => {
    const world = open([said(5)], true);
    expect(
      talk(told(world, event('message.updated', said(3, { message: 'Edited' }))))?.messages,
    ).toHaveLength(1);
    expect(talk(told(open([said(5)]), event('message.updated', said(3))))?.messages).toHaveLength(2);
  });

  test('that are edited, deleted or reacted to change in the talk and in the list', () => {
    for (const type of [
      'message.updated',
      'message.deleted',
      'reaction.added',
      'reaction.removed',
    ] as const) {
      const changed = said(1, { message: type });
      const world = told(open([said(1)]), event(type, changed));
      expect(talk(world)?.messages).toEqual([changed]);
      expect(world.chats.get(uri)?.chat.last_message).toEqual(changed);
    }
  });
});

describe('members', () => {
  const joined = event('member.joined', { ...member(bob), member_count: 2 });
  const gone = { ...member(bob), member_count: 1 };
  const left = event('member.left', gone);

  test('who come and go are said in the talk, once each', () => {
    const world = told(open(), joined, joined, left, left);
    const said = talk(world)?.notices.map(({ kind, user }) => `${kind} ${user.username}`);
    expect(said).toEqual(['joined bob', 'left bob']);
    expect(talk(world)?.members.map(({ username }) => username)).toEqual(['alice']);
    expect(world.chats.get(uri)?.chat.member_count).toBe(1);
  });

  test('who were sent away are said with who did it', () => {
    const sent = [me, null].map((by) => event('member.left', { ...gone, removed_by: by }));
    const world = told(open(), joined, ...sent, left);
    expect(talk(world)?.notices.map(({ by }) => by)).toEqual([undefined, me, null, undefined]);
  });

  test('are in the order of their own page after a hand-over', () => {
    const handedOver = told(
      open(),
      joined,
      event('member.updated', member(me, { role: 'moderator' })),
      event('member.updated', member(bob, { role: 'owner' })),
    );
    expect(talk(handedOver)?.members.map(({ username, role }) => [username, role])).toEqual([
      ['bob', 'owner'],
      ['alice', 'moderator'],
    ]);
    expect(handedOver.chats.get(uri)?.chat.role).toBe('moderator');
  });

  test('one who leaves takes the whole chat along for oneself', () => {
    const world = told(open(), event('member.left', { ...member(), member_count: 0 }));
    expect([world.chats.size, world.talks.size]).toEqual([0, 0]);
  });
});

test('a new uri takes everything along', () => {
  const { members: _, ...listed } = chat;
  const world = told(open([said(1)]), event('chat.updated', { ...listed, uri: 'new' }));
  expect([...world.chats.keys(), ...world.talks.keys()]).toEqual(['new', 'new']);
  expect(world.talks.get('new')?.messages[0]?.uri).toBe('new');
});

test('a new name shows wherever the person is named', () => {
  const named = said(1, { to: bob, reactions: [{ emoji: '👍', count: 1, users: [bob] }] });
  const world = told(
    open([named]),
    event('member.joined', { ...member(bob), member_count: 2 }),
    event('member.left', { ...member(me), id: 3, member_count: 2, removed_by: bob }),
  );
  const renamed = told(world, event('user.updated', { ...bob, display_name: 'Robert' }));
  // By whom somebody was sent away is read in `by`, and not in the event that a notice was made of.
  const shown = (key: string, value: unknown) => (key === 'removed_by' ? undefined : value);
  expect(JSON.stringify([...renamed.chats, ...renamed.talks], shown)).not.toContain('"Bob"');
  expect(talk(renamed)?.messages[0]?.reactions[0]?.users[0]?.display_name).toBe('Robert');
});

test('what is unknown changes nothing', () => {
  const world = open();
  const unknown = { ...event('message.created', said(1)), type: 'moon.rose' } as unknown as FeedEvent;
  expect(applyEvent(world, unknown)).toBe(world);
  expect(applyEvent(world, { ...event('message.created', said(1)), chat: 'elsewhere' })).toBe(world);
});

test('a broadcast is a message of the lobby to those who are there, and changes nothing for others', () => {
  const world = open();
  expect(applyEvent(world, { ...event('broadcast.created', said(1)), chat: 'lobby' })).toBe(world);
  const broadcast = event('broadcast.created', said(1));
  expect(told(world, broadcast)).toEqual(told(world, { ...broadcast, type: 'message.created' } as FeedEvent));
});

test('nothing is changed in place', () => {
  const freeze = <Value>(value: Value): Value => {
    if (typeof value === 'object' && value !== null && !(value instanceof Map)) {
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    }
    if (value instanceof Map) for (const inner of value.values()) freeze(inner);
    return value;
  };
  const events = [
    event('message.created', said(2)),
    event('message.deleted', said(1, { deleted: true })),
    event('member.joined', { ...member(bob), member_count: 2 }),
    event('member.updated', member(bob, { role: 'moderator' })),
    event('user.updated', { ...bob, avatar: 9 }),
    event('read.updated', { message_id: 2, unread: 0 }),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(events), (story) => {
      story.reduce((world, next) => freeze(applyEvent(world, freeze(next))), freeze(open([said(1)])));
    }),
  );
});
