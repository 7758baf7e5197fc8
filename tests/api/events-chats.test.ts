import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { allMine, cursorNow, eventsOf, eventsSince, type FeedEvent, identity } from './polling.ts';
import { promote, send, test } from './stage.ts';
import type { Chat, Member, Page } from './wire.ts';

async function inMyList(reader: Person, chat: ChatPath): Promise<Chat | undefined> {
  const { results } = (await reader.get<Page<Chat>>('/api/chats/')).body;
  return results.find((each) => each.uri === chat.uri);
}

async function memberIn(reader: Person, chat: ChatPath, username: string): Promise<Member> {
  const { results } = (await reader.get<Page<Member>>(`${chat.path}members/`)).body;
  const member = results.find((each) => each.username === username);
  if (!member) throw new Error(`${username} is not in ${chat.uri}`);
  return member;
}

/** A member without what presence changes all the time; that those fields are there is said beside it. */
function standing(member: Member) {
  return { ...identity(member), role: member.role, joined_at: member.joined_at };
}

function ofType(events: FeedEvent[], type: string): FeedEvent[] {
  return events.filter((event) => event.type === type);
}

const presenceFields = { online: expect.any(Boolean), last_seen: expect.toSatisfy(isTimeOrNull) };

function isTimeOrNull(value: unknown): boolean {
  return value === null || !Number.isNaN(Date.parse(String(value)));
}

describe('chat.created', () => {
  test('is told to whoever starts a chat, as their list shows it', async ({ alice, bob }) => {
    const [alices, bobs] = [await cursorNow(alice), await cursorNow(bob)];
    const chat = await startChat(alice);
    const [created, ...more] = ofType(await eventsSince(alice, allMine, alices), 'chat.created');
    expect(created?.chat).toBe(chat.uri);
    expect(created?.data).toMatchObject({ ...(await inMyList(alice, chat)), role: 'owner' });
    expect(more).toEqual([]);
    expect(await eventsSince(bob, allMine, bobs)).toEqual([]);
  });

  test('is told to a joiner, with the role, and to nobody else', async ({ alice, carol, chat }) => {
    await send(alice, chat, 'said before');
    const [alices, carols] = [await cursorNow(alice), await cursorNow(carol)];
    await carol.patch(chat.path, {});
    const [created, ...more] = ofType(await eventsSince(carol, allMine, carols), 'chat.created');
    expect(created?.data).toMatchObject({ ...(await inMyList(carol, chat)), role: 'member' });
    expect(more).toEqual([]);
    expect(ofType(await eventsSince(alice, allMine, alices), 'chat.created')).toEqual([]);
  });

  test('is told to someone who is added', async ({ alice, carol, chat }) => {
    const cursor = await cursorNow(carol);
    await alice.patch(chat.path, { username: 'carol' });
    const [created] = ofType(await eventsSince(carol, allMine, cursor), 'chat.created');
    expect(created?.data).toMatchObject({ uri: chat.uri, role: 'member', is_member: true, member_count: 3 });
  });
});

describe('chat.updated', () => {
  test('is told to every member and to no outsider', async ({ alice, bob, carol, chat }) => {
    const cursor = await cursorNow(bob);
    const change = { name: 'Teatime', join_policy: 'closed' };
    expect((await alice.patch(chat.path, change)).status).toBe(200);
    for (const reader of [alice, bob]) {
      const events = await eventsSince(reader, eventsOf(chat), cursor);
      expect(events).toMatchObject([{ type: 'chat.updated', chat: chat.uri, data: change }]);
      expect(await inMyList(reader, chat)).toMatchObject(Object(events[0]?.data));
      expect(await eventsSince(reader, allMine, cursor)).toEqual(events);
    }
    expect(await eventsSince(carol, allMine, cursor)).toEqual([]);
  });
});

describe('chat.deleted', () => {
  test('is told to everyone who was in it, and to nobody else', async ({ alice, bob, carol, chat }) => {
    await send(alice, chat, 'soon gone');
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'sooner');
    await alice.delete(chat.path);
    for (const reader of [alice, bob]) {
      const events = await eventsSince(reader, allMine, cursor);
      expect(events).toMatchObject([{ type: 'chat.deleted', chat: chat.uri, data: { uri: chat.uri } }]);
    }
    expect(await eventsSince(carol, allMine, cursor)).toEqual([]);
  });
});

describe('member.joined', () => {
  test('shows the member as the list of members does', async ({ alice, bob, carol, chat }) => {
    const cursor = await cursorNow(bob);
    await carol.patch(chat.path, {});
    await carol.patch(chat.path, {});
    const shown = standing(await memberIn(bob, chat, 'carol'));
    for (const reader of [alice, bob, carol]) {
      const joined = ofType(await eventsSince(reader, eventsOf(chat), cursor), 'member.joined');
      expect(joined).toHaveLength(1);
      expect(joined[0]).toMatchObject({ chat: chat.uri, data: { ...shown, ...presenceFields } });
    }
  });
});

describe('member.left', () => {
  test('is told to those who stay and to the one who left', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await bob.delete(`${chat.path}members/bob/`);
    for (const events of [
      await eventsSince(alice, eventsOf(chat), cursor),
      await eventsSince(alice, allMine, cursor),
      await eventsSince(bob, allMine, cursor),
    ]) {
      const left = { ...identity(bob.user), role: 'member' };
      expect(events).toMatchObject([{ type: 'member.left', chat: chat.uri, data: left }]);
    }
  });

  test('says who removed somebody, and nothing of the kind of who left', async ({ alice, bob, chat }) => {
    const { cursor } = await send(alice, chat, 'Goodbye');
    await alice.delete(`${chat.path}members/bob/?ban=1`);
    for (const events of [
      await eventsSince(alice, eventsOf(chat), cursor),
      ofType(await eventsSince(bob, allMine, cursor), 'member.left'),
    ]) {
      const data = { username: 'bob', member_count: 1, removed_by: identity(alice.user) };
      expect(events).toMatchObject([{ type: 'member.left', data }]);
    }
    await alice.delete(`/api/chats/${chat.uri}/bans/bob/`);
    await bob.patch(chat.path, {});
    await bob.delete(`${chat.path}members/bob/`);
    const last = (await eventsSince(alice, eventsOf(chat), cursor)).at(-1);
    expect(last?.type).toBe('member.left');
    expect(last?.data).not.toHaveProperty('removed_by');
  });

  test('comes with a new owner when the owner leaves', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await alice.delete(`${chat.path}members/alice/`);
    const events = await eventsSince(bob, eventsOf(chat), cursor);
    expect(ofType(events, 'member.left')).toMatchObject([{ data: { username: 'alice' } }]);
    expect(ofType(events, 'chat.updated')).toMatchObject([
      { data: { owner: identity(bob.user), member_count: 1 } },
    ]);
    // The list of members shows another role from now on, so that is an event as well.
    expect(ofType(events, 'member.updated')).toMatchObject([{ data: { username: 'bob', role: 'owner' } }]);
  });
});

describe('member.updated', () => {
  test('tells every member of a new role', async ({ alice, bob, carol, chat }) => {
    await carol.patch(chat.path, {});
    const cursor = await cursorNow(bob);
    await promote(alice, chat, bob);
    const shown = standing(await memberIn(carol, chat, 'bob'));
    expect(shown.role).toBe('moderator');
    for (const reader of [alice, bob, carol]) {
      const events = await eventsSince(reader, eventsOf(chat), cursor);
      expect(events).toMatchObject([
        { type: 'member.updated', chat: chat.uri, data: { ...shown, ...presenceFields } },
      ]);
    }
  });

  test('tells of both when a chat is handed over', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await alice.patch(`${chat.path}members/bob/`, { role: 'owner' });
    const events = await eventsSince(bob, eventsOf(chat), cursor);
    const roles = ofType(events, 'member.updated').map(({ data }) => [
      Object(data).username,
      Object(data).role,
    ]);
    const shown = [await memberIn(bob, chat, 'alice'), await memberIn(bob, chat, 'bob')];
    expect(Object.fromEntries(roles)).toEqual(
      Object.fromEntries(shown.map(({ username, role }) => [username, role])),
    );
    expect(ofType(events, 'chat.updated')).toMatchObject([{ data: { owner: identity(bob.user) } }]);
  });

  test('is not told when the role was that one already', async ({ alice, bob, chat }) => {
    await promote(alice, chat, bob);
    const cursor = await cursorNow(bob);
    await promote(alice, chat, bob);
    expect(await eventsSince(bob, eventsOf(chat), cursor)).toEqual([]);
  });
});
