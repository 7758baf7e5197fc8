import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { history, promote, refusedFields, send, test } from './stage.ts';
import { type Chat, isoTime, type Member, type Page, type User } from './wire.ts';

async function roles(reader: Person, chat: ChatPath): Promise<Record<string, string>> {
  const { results } = (await reader.get<Page<Member>>(`${chat.path}members/`)).body;
  return Object.fromEntries(results.map((member) => [member.username, member.role]));
}

function giveRole(owner: Person, chat: ChatPath, username: string, role: unknown) {
  return owner.patch(`${chat.path}members/${username}/`, { role });
}

describe('the members', () => {
  test('are listed for a member, the owner first', async ({ bob, chat }) => {
    const reply = await bob.get<Page<Member>>(`${chat.path}members/`);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ count: 2, next: null, previous: null });
    const [owner, member] = reply.body.results;
    expect(owner).toMatchObject({ username: 'alice', role: 'owner', first_name: '', last_name: '' });
    expect(member).toMatchObject({ username: 'bob', role: 'member' });
    expect(member?.joined_at).toMatch(isoTime);
    expect(member?.online).toBeTypeOf('boolean');
    expect(member).toHaveProperty('last_seen');
  });

  test('come in pages', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const first = (await bob.get<Page<Member>>(`${chat.path}members/?page_size=2`)).body;
    expect(first.results.map((member) => member.username)).toEqual(['alice', 'bob']);
    const { pathname, search } = new URL(first.next ?? 'missing:', 'http://server.example');
    const second = (await bob.get<Page<Member>>(pathname + search)).body;
    expect(second.results.map((member) => member.username)).toEqual(['carol']);
    expect(second.next).toBeNull();
    for (const wrong of ['page=0', 'page=x', 'page_size=0', 'page_size=-1']) {
      expect((await bob.get(`${chat.path}members/?${wrong}`)).status, wrong).toBe(400);
    }
  });

  test('are not listed for outsiders or nobody', async ({ carol, nobody, chat }) => {
    expect((await carol.get(`${chat.path}members/`)).status).toBe(403);
    expect((await nobody.get(`${chat.path}members/`)).status).toBe(401);
  });
});

describe('a role', () => {
  test('is given and taken by the owner', async ({ alice, chat }) => {
    const reply = await giveRole(alice, chat, 'bob', 'moderator');
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ username: 'bob', role: 'moderator' });
    expect(await roles(alice, chat)).toEqual({ alice: 'owner', bob: 'moderator' });
    await giveRole(alice, chat, 'bob', 'member');
    expect(await roles(alice, chat)).toEqual({ alice: 'owner', bob: 'member' });
  });

  test('is not given by members, moderators, outsiders or nobody', async ({ alice, bob, carol, nobody }) => {
    const chat = await startChat(alice, bob);
    expect((await giveRole(bob, chat, 'bob', 'owner')).status).toBe(403);
    expect((await giveRole(carol, chat, 'carol', 'moderator')).status).toBe(403);
    await promote(alice, chat, bob);
    expect((await giveRole(bob, chat, 'bob', 'owner')).status).toBe(403);
    expect((await giveRole(bob, chat, 'alice', 'member')).status).toBe(403);
    const { status } = await nobody.patch(`${chat.path}members/bob/`, { role: 'member' });
    expect(status).toBe(401);
    expect(await roles(alice, chat)).toEqual({ alice: 'owner', bob: 'moderator' });
  });

  test('goes to members only', async ({ alice, chat }) => {
    expect((await giveRole(alice, chat, 'carol', 'moderator')).status).toBe(404);
    expect((await giveRole(alice, chat, 'no-such-person', 'moderator')).status).toBe(404);
  });

  test.for([
    ['boss', '"boss" is not a valid choice.'],
    [['member'], '"[...]" is not a valid choice.'],
    [null, 'This field may not be null.'],
    [undefined, 'This field is required.'],
  ] as const)('cannot be %j', async ([role, sentence], { alice, chat }) => {
    expect(refusedFields(await giveRole(alice, chat, 'bob', role))).toEqual({ role: [sentence] });
  });

  test('of owner hands the session over', async ({ alice, bob, chat }) => {
    expect((await giveRole(alice, chat, 'bob', 'owner')).status).toBe(200);
    const { body } = await bob.get<Chat>(chat.path);
    expect(body.owner.username).toBe('bob');
    expect(body.members[0]?.username).toBe('bob');
    expect(Object.values(await roles(bob, chat)).filter((role) => role === 'owner')).toHaveLength(1);
    expect((await alice.patch(chat.path, { name: 'Mine again' })).status).toBe(403);
    expect((await bob.patch(chat.path, { name: 'Mine now' })).status).toBe(200);
  });

  test('of owner goes to one of two when it is given to both at the same moment', async ({
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, bob, carol);
    const replies = await Promise.all(['bob', 'carol'].map((name) => giveRole(alice, chat, name, 'owner')));
    expect(replies.map((reply) => reply.status)).toContain(200);
    expect(Object.values(await roles(alice, chat)).filter((role) => role === 'owner')).toHaveLength(1);
  });

  test('of the owner is not simply given up', async ({ alice, chat }) => {
    await giveRole(alice, chat, 'alice', 'member');
    expect(await roles(alice, chat)).toEqual({ alice: 'owner', bob: 'member' });
  });
});

describe('leaving', () => {
  test('ends reading and writing, and keeps what one wrote', async ({ alice, bob, chat }) => {
    await send(bob, chat, 'goodbye');
    const reply = await bob.delete(`${chat.path}members/bob/`);
    expect(reply.status, reply.text).toBe(204);
    expect((await bob.get(chat.messages)).status).toBe(403);
    expect((await bob.post(chat.messages, { message: 'one more thing' })).status).toBe(403);
    expect(await roles(alice, chat)).toEqual({ alice: 'owner' });
    expect((await history(alice, chat))[0]).toMatchObject({ message: 'goodbye', user: { username: 'bob' } });
  });

  test('is no farewell for ever: one may come back by the link', async ({ bob, chat }) => {
    await bob.delete(`${chat.path}members/bob/`);
    expect((await bob.patch(chat.path, {})).status).toBe(200);
    expect((await bob.get(chat.messages)).status).toBe(200);
  });

  test('hands an owner’s session to the longest-standing moderator', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await promote(alice, chat, carol);
    expect((await alice.delete(`${chat.path}members/alice/`)).status).toBe(204);
    expect(await roles(carol, chat)).toEqual({ carol: 'owner', bob: 'member' });
    expect((await bob.get<Chat>(chat.path)).body.owner.username).toBe('carol');
  });

  test('hands it to the longest-standing member where there is no moderator', async ({
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, carol, bob);
    await alice.delete(`${chat.path}members/alice/`);
    expect(await roles(bob, chat)).toEqual({ carol: 'owner', bob: 'member' });
  });

  test('as the last one closes the session', async ({ alice, bob, carol, chat }) => {
    await bob.delete(`${chat.path}members/bob/`);
    expect((await alice.delete(`${chat.path}members/alice/`)).status).toBe(204);
    for (const caller of [alice, bob, carol]) {
      expect([403, 404]).toContain((await caller.patch(chat.path, {})).status);
      expect([403, 404]).toContain((await caller.get(chat.messages)).status);
    }
  });

  test('by all at the same moment closes the session too', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const everyone = [alice, bob, carol];
    const leaving = everyone.map((person) => person.delete(`${chat.path}members/${person.username}/`));
    expect((await Promise.all(leaving)).map((reply) => reply.status)).toEqual([204, 204, 204]);
    for (const person of everyone) expect([403, 404]).toContain((await person.patch(chat.path, {})).status);
  });
});

describe('who came and went', () => {
  test('is told to members, also to who comes later, in order and by the names of today', async ({
    alice,
    bob,
    carol,
    nobody,
  }) => {
    const chat = await startChat(alice, bob);
    const moves = `${chat.path}moves/`;
    expect((await carol.get(moves)).status).toBe(403);
    expect((await nobody.get(moves)).status).toBe(401);
    await send(alice, chat, 'In between');
    await alice.delete(`${chat.path}members/bob/`);
    await carol.patch(chat.path, {});
    await bob.patch('/auth/me/', { display_name: 'Robert' });
    const { body } = await carol.get<{ events: { type: string; data: Member & { removed_by?: User } }[] }>(
      moves,
    );
    const told = body.events.map(({ type, data }) => [type, data.display_name, data.removed_by?.username]);
    expect(told).toEqual([
      ['member.joined', 'alice', undefined],
      ['member.joined', 'Robert', undefined],
      ['member.left', 'Robert', 'alice'],
      ['member.joined', 'carol', undefined],
    ]);
    await bob.patch('/auth/me/', { display_name: 'bob' });
  });
});
