import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { promote, refusedFields, test } from './stage.ts';
import type { Chat, Joined, Member, Page, Refusal } from './wire.ts';

async function memberNames(reader: Person, chat: ChatPath): Promise<string[]> {
  return (await reader.get<Page<Member>>(`${chat.path}members/`)).body.results.map(
    (member) => member.username,
  );
}

describe('joining', () => {
  const ways = [
    ['with an empty object', {}, {}],
    ['with no body at all', undefined, {}],
    ['with my own username', { username: 'carol' }, {}],
    ['with my own username by form', { username: 'carol' }, { form: true }],
  ] as const;

  test.for(ways)('works %s', async ([, body, options], { alice, carol, chat }) => {
    const reply = await carol.patch<Joined>(chat.path, body, options);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ status: 'SUCCESS', message: 'carol joined the chat' });
    expect(reply.body.user).toMatchObject({
      username: 'carol',
      first_name: '',
      last_name: '',
      is_guest: false,
      is_bot: false,
    });
    expect(reply.body.members.map((member) => member.username)).toEqual(['alice', 'bob', 'carol']);
    expect((await carol.get(chat.messages)).status).toBe(200);
    expect((await alice.get<Chat>(chat.path)).body.member_count).toBe(3);
  });

  test('twice changes nothing', async ({ alice, bob, chat }) => {
    await promote(alice, chat, bob);
    const before = (await alice.get<Page<Member>>(`${chat.path}members/`)).body.results.find(isBob);
    const again = await bob.patch<Joined>(chat.path, {});
    expect(again.status).toBe(200);
    expect(again.body.status).toBe('SUCCESS');
    const after = (await alice.get<Page<Member>>(`${chat.path}members/`)).body.results.find(isBob);
    expect(after).toMatchObject({ role: 'moderator', joined_at: before?.joined_at });
    expect(await memberNames(alice, chat)).toEqual(['alice', 'bob']);
  });

  test('leaves the owner the owner', async ({ alice, chat }) => {
    expect((await alice.patch<Joined>(chat.path, { username: 'alice' })).body.status).toBe('SUCCESS');
    expect((await alice.get<Chat>(chat.path)).body).toMatchObject({ role: 'owner', member_count: 2 });
  });

  test('twenty times at the same moment makes one member', async ({ alice, carol, chat }) => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => carol.patch<Joined>(chat.path, {})));
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(200));
    expect(await memberNames(alice, chat)).toEqual(['alice', 'bob', 'carol']);
  });

  test('by twenty people at the same moment makes twenty members', async ({ server, alice }) => {
    const chat = await startChat(alice);
    const names = Array.from({ length: 20 }, (_, i) => `joiner-${i}`);
    const people = await Promise.all(names.map((name) => signUp(server, name)));
    const replies = await Promise.all(people.map((person) => person.patch<Joined>(chat.path, {})));
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(200));
    for (const reply of replies) expect(reply.body.members[0]?.username).toBe('alice');
    expect((await memberNames(alice, chat)).toSorted()).toEqual(['alice', ...names].toSorted());
    expect((await alice.get<Chat>(chat.path)).body.member_count).toBe(21);
  });

  test('is not for those who are not logged in', async ({ alice, nobody, chat }) => {
    expect((await nobody.patch(chat.path, { username: 'carol' })).status).toBe(401);
    expect(await memberNames(alice, chat)).toEqual(['alice', 'bob']);
  });

  test('a session that does not exist is a 404', async ({ carol }) => {
    expect((await carol.patch(`/api/chats/${'V'.repeat(22)}/`, {})).status).toBe(404);
  });
});

describe('adding somebody else', () => {
  test('is for the owner', async ({ alice, carol, chat }) => {
    const reply = await alice.patch<Joined>(chat.path, { username: 'carol' });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ message: 'carol joined the chat', user: { username: 'carol' } });
    expect((await carol.get(chat.messages)).status).toBe(200);
  });

  test('is for a moderator', async ({ alice, bob, carol, chat }) => {
    await promote(alice, chat, bob);
    expect((await bob.patch(chat.path, { username: 'carol' })).status).toBe(200);
    expect((await carol.get(chat.messages)).status).toBe(200);
  });

  test('is not for a member', async ({ bob, carol, chat }) => {
    expect((await bob.patch(chat.path, { username: 'carol' })).status).toBe(403);
    expect((await carol.get(chat.messages)).status).toBe(403);
  });

  test('is not for somebody outside, who does not get in by trying', async ({
    server,
    carol,
    alice,
    chat,
  }) => {
    await signUp(server, 'dave');
    expect((await carol.patch(chat.path, { username: 'dave' })).status).toBe(403);
    expect((await carol.patch(chat.path, { username: 'alice' })).status).toBe(403);
    expect(await memberNames(alice, chat)).toEqual(['alice', 'bob']);
  });

  test('who does not exist is refused', async ({ alice, chat }) => {
    const reply = await alice.patch(chat.path, { username: 'no-such-person' });
    expect([400, 404], reply.text).toContain(reply.status);
  });

  test('who is a member already changes nothing', async ({ alice, chat }) => {
    expect((await alice.patch(chat.path, { username: 'bob' })).status).toBe(200);
    expect(await memberNames(alice, chat)).toEqual(['alice', 'bob']);
  });

  test.for([
    [{ username: null }, 'This field may not be null.'],
    [{ username: ' ' }, 'This field may not be blank.'],
    [{ username: ['carol'] }, 'Not a valid string.'],
    [{ username: 'a\0b' }, 'Null characters are not allowed.'],
  ] as const)('by %j is refused', async ([body, sentence], { alice, chat }) => {
    expect(refusedFields(await alice.patch(chat.path, body))).toEqual({ username: [sentence] });
  });
});

describe('a policy that keeps people out', () => {
  test.for(['closed', 'invite'])(
    '%s is named in the refusal',
    async (policy, { alice, bob, carol, chat }) => {
      await alice.patch(chat.path, { join_policy: policy });
      const reply = await carol.patch<Refusal>(chat.path, {});
      expect(reply.status).toBe(403);
      expect(reply.body.detail).toMatch(new RegExp(policy, 'i'));
      expect((await carol.get(chat.messages)).status).toBe(403);
      expect((await bob.patch(chat.path, {})).status).toBe(200);
      expect((await bob.get(chat.messages)).status).toBe(200);
    },
  );

  test('opens again when it is changed back', async ({ alice, carol, chat }) => {
    await alice.patch(chat.path, { join_policy: 'closed' });
    await alice.patch(chat.path, { join_policy: 'link' });
    expect((await carol.patch(chat.path, {})).status).toBe(200);
  });

  test('has a code of its own for each reason, a ban included', async ({ alice, bob, carol, chat }) => {
    await alice.delete(`${chat.path}members/bob/?ban=1`);
    const banned = await bob.patch<Refusal>(chat.path, {});
    await alice.patch(chat.path, { join_policy: 'closed' });
    const closed = await carol.patch<Refusal>(chat.path, {});
    await alice.patch(chat.path, { join_policy: 'invite' });
    const invite = await carol.patch<Refusal>(chat.path, {});
    expect([banned, closed, invite].map((reply) => reply.status)).toEqual([403, 403, 403]);
    expect(new Set([banned, closed, invite].map((reply) => reply.body.code)).size).toBe(3);
  });
});

function isBob(member: Member): boolean {
  return member.username === 'bob';
}
