import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeedEvent, Message, OpenChat } from '../../web/net/wire.ts';
import { applyEvent } from '../../web/store/world/apply-event.ts';
import { extendTalk, putStretch } from '../../web/store/world/stretches.ts';
import { createWorld, leaveStretch, putTalk, type World } from '../../web/store/world/world.ts';
import { createMessage, createUser } from './messages.ts';

// What is shown of a talk is always without a gap, wherever one jumps and however far one scrolls.

const uri = 'chat';
const pageSize = 5;
const me = createUser();
const history = Array.from({ length: 60 }, (_, i) => createMessage({ id: (i + 1) * 3, uri }));

const chat: OpenChat = {
  id: 1,
  uri,
  name: '',
  topic: null,
  kind: 'session',
  join_policy: 'link',
  disappear_after: null,
  public: false,
  owner: me,
  member_count: 1,
  is_member: true,
  created_at: '2026-11-21T09:00:00.000Z',
  role: 'owner',
  as_staff: false,
  unread: 0,
  unread_mentions: [],
  pinned: [],
  notify: 'all',
  archived_after: null,
  marked_unread: false,
  read_message_id: 0,
  as_of: '0',
  last_message: null,
  members: [],
};

/** What the server answers with while `said` messages are stored. */
const pages = (said: number) => {
  const stored = history.slice(0, said);
  return {
    before(id: number) {
      const older = stored.filter((it) => it.id < id);
      return { messages: older.slice(-pageSize), has_more: older.length > pageSize };
    },
    after(id: number) {
      const newer = stored.filter((it) => it.id > id);
      return { messages: newer.slice(0, pageSize), has_more: newer.length > pageSize };
    },
  };
};

const open = (said: number): World => {
  const page = pages(said).before(Number.POSITIVE_INFINITY);
  return putTalk(createWorld(me.id), chat, { messages: page.messages, hasOlder: page.has_more });
};

const event = (type: 'message.created' | 'message.updated', data: Message): FeedEvent => ({
  id: String(data.id),
  type,
  chat: uri,
  at: '',
  data,
});

const jump = (world: World, said: number, index: number): World => {
  const { id = 0 } = history[index] ?? {};
  const [until, after] = [pages(said).before(id + 1), pages(said).after(id)];
  return putStretch(world, uri, {
    messages: [...until.messages, ...after.messages],
    hasOlder: until.has_more,
  });
};

const shownIn = (world: World) => {
  const talk = world.talks.get(uri);
  return (talk?.elsewhere ?? talk)?.messages ?? [];
};

const hasGap = (messages: readonly Message[]) => {
  const first = history.findIndex(({ id }) => id === messages[0]?.id);
  return messages.some((it, i) => it.id !== history[first + i]?.id);
};

type Step = { kind: 'say' | 'before' | 'after' | 'leave' } | { kind: 'jump'; index: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>({ kind: 'say' }, { kind: 'before' }, { kind: 'after' }, { kind: 'leave' }),
  fc.record({ kind: fc.constant('jump' as const), index: fc.nat({ max: 29 }) }),
);

test('neither what is shown nor the newest messages ever have a gap', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let said = 30;
      let world = open(said);
      for (const it of steps) {
        const shown = shownIn(world);
        if (it.kind === 'say') {
          const message = history[said];
          said += 1;
          if (message) world = applyEvent(world, event('message.created', message));
        } else if (it.kind === 'leave') world = leaveStretch(world, uri);
        else if (it.kind === 'jump') world = jump(world, said, it.index);
        else {
          const { id = 0 } = shown.at(it.kind === 'before' ? 0 : -1) ?? {};
          world = extendTalk(world, uri, { id, direction: it.kind }, pages(said)[it.kind](id));
        }
        expect(hasGap(shownIn(world))).toBe(false);
        expect(hasGap(world.talks.get(uri)?.messages ?? [])).toBe(false);
        expect(world.talks.get(uri)?.messages.at(-1)).toBe(history[said - 1]);
      }
    }),
  );
});

test('a page that comes when one is elsewhere by now is left out', () => {
  const world = open(30);
  const edge = shownIn(world)[0]?.id ?? 0;
  const gone = jump(world, 30, 2);
  const edged = { id: edge, direction: 'before' } as const;
  expect(extendTalk(gone, uri, edged, pages(30).before(edge))).toBe(gone);
});

test('what changes in a stretch of the past is shown there, and what is in the gap is not', () => {
  const world = jump(open(30), 30, 2);
  const change = (index: number) => ({ ...createMessage({ uri, message: 'new' }), id: (index + 1) * 3 });
  const changed = applyEvent(world, event('message.updated', change(2)));
  expect(shownIn(changed)[2]?.message).toBe('new');
  const inTheGap = applyEvent(changed, event('message.updated', change(15)));
  expect(shownIn(inTheGap)).toEqual(shownIn(changed));
  expect(inTheGap.talks.get(uri)?.messages).toEqual(world.talks.get(uri)?.messages);
});
