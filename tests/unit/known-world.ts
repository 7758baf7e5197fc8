import type { FeedEvent, Message, OpenChat } from '../../web/net/wire.ts';
import { createState } from '../../web/store/state.ts';
import { applyEvent } from '../../web/store/world/apply-event.ts';
import { keepWorld } from '../../web/store/world/keep-world.ts';
import { putTalk } from '../../web/store/world/world.ts';
import { createMessage, createUser } from './messages.ts';

export const uri = 'chat';
const me = createUser();
const bob = createUser({ id: 2, username: 'bob', display_name: 'Bob' });

export const chat: OpenChat = {
  id: 1,
  uri,
  name: '',
  topic: null,
  kind: 'session',
  join_policy: 'link',
  disappear_after: null,
  public: false,
  owner: me,
  member_count: 2,
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

export const said = (id: number): Message => createMessage({ id, uri, user: bob, message: `Word ${id}` });
export const event = (id: number): FeedEvent => ({
  id: String(id),
  type: 'message.created',
  chat: uri,
  at: '2026-11-21T10:00:00.000Z',
  data: said(id),
});

/** What is known on a page that someone is logged in on, and what was told of it. */
export function createKept() {
  const state = createState({ session: null, end: null, path: '/', isOwnStep: true });
  const stored: number[] = [];
  const faults: [error: unknown, times: number][] = [];
  let mend = () => {};
  const world = keepWorld({
    state,
    onStored: (messages) => stored.push(...messages.map(({ id }) => id)),
    afterFault: (error, times) => {
      faults.push([error, times]);
      return new Promise((resolve) => {
        mend = resolve;
      });
    },
  });
  world.begin(me.id);
  const hear = (events: readonly FeedEvent[], { isFresh = false, presence = {} } = {}) =>
    world.receive({ events, state: presence, isFresh }, { applyEvent, onEvent: () => {} });
  const put = (messages: readonly Message[]) =>
    world.change((known) => putTalk(known, chat, { messages, hasOlder: false }));
  return {
    world,
    state,
    stored,
    faults,
    hear,
    put,
    mend: () => mend(),
    ids: () => state.world.value?.talks.get(uri)?.messages.map(({ id }) => id),
  };
}

/** An answer that comes when the test says so. */
export function later<Value>() {
  let answer = (_value: Value) => {};
  let fail = (_error: unknown) => {};
  const promise = new Promise<Value>((resolve, reject) => {
    [answer, fail] = [resolve, reject];
  });
  return { promise, answer, fail };
}
