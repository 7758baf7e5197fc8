import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { send, test } from './stage.ts';
import type { Chat } from './wire.ts';

const previewKeys = ['is_member', 'join_policy', 'kind', 'member_count', 'name', 'owner', 'topic', 'uri'];

describe('a session seen from outside', () => {
  test('is a preview and nothing more, logged in or not', async ({ alice, bob, carol, nobody }) => {
    const chat = await startChat(alice, bob);
    await alice.patch(chat.path, { name: 'Tea at Four' });
    await send(alice, chat, 'a secret');
    for (const visitor of [carol, nobody]) {
      const reply = await visitor.get<Chat>(chat.path);
      expect(reply.status, reply.text).toBe(200);
      expect(Object.keys(reply.body).toSorted()).toEqual(previewKeys);
      expect(reply.body).toMatchObject({
        uri: chat.uri,
        name: 'Tea at Four',
        kind: 'session',
        member_count: 2,
        join_policy: 'link',
        is_member: false,
      });
      expect(reply.body.owner.username).toBe('alice');
      expect(reply.text).not.toContain('bob');
      expect(reply.text).not.toContain('a secret');
    }
  });

  test('is not changed by being looked at', async ({ alice, carol, nobody, chat }) => {
    const before = (await alice.get<Chat>(chat.path)).body;
    await Promise.all(Array.from({ length: 5 }, () => [carol.get(chat.path), nobody.get(chat.path)]).flat());
    expect((await carol.get(chat.messages)).status).toBe(403);
    const after = (await alice.get<Chat>(chat.path)).body;
    expect(after.members.map((member) => member.username)).toEqual(['alice', 'bob']);
    expect(after.member_count).toBe(before.member_count);
  });

  test('is what a former member sees', async ({ bob, chat }) => {
    await bob.delete(`${chat.path}members/bob/`);
    const reply = await bob.get<Chat>(chat.path);
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.body).toSorted()).toEqual(previewKeys);
  });

  test('is also shown when it is closed', async ({ alice, carol, chat }) => {
    await alice.patch(chat.path, { join_policy: 'closed' });
    expect((await carol.get(chat.path)).body).toMatchObject({ join_policy: 'closed', is_member: false });
  });
});

describe('a session seen from inside', () => {
  test('is the whole chat with its members, the owner first', async ({ alice, bob, carol }) => {
    const chat = await startChat(bob, alice, carol);
    const reply = await alice.get<Chat>(chat.path);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ uri: chat.uri, is_member: true, role: 'member', member_count: 3 });
    expect(reply.body.members.map(({ username, role }) => [username, role])).toEqual([
      ['bob', 'owner'],
      ['alice', 'member'],
      ['carol', 'member'],
    ]);
    expect(Object.keys(reply.body.members[0] ?? {})).toEqual(
      expect.arrayContaining([
        'id',
        'display_name',
        'avatar',
        'first_name',
        'last_name',
        'is_guest',
        'is_bot',
        'joined_at',
      ]),
    );
    expect((await bob.get<Chat>(chat.path)).body.role).toBe('owner');
  });
});

describe('a session that does not exist', () => {
  test.for(['undefined', 'V'.repeat(22), 'nothing', '0', '-1', 'x'.repeat(300), 'a%2Fb', '%F0%9F%98%80'])(
    'at %s is a 404 for everyone',
    async (uri, { alice, nobody }) => {
      for (const caller of [alice, nobody]) {
        const reply = await caller.get(`/api/chats/${uri}/`);
        expect(reply.status).toBe(404);
        expect(reply.body).toEqual({ detail: 'Not found.', code: 'not_found' });
      }
    },
  );

  test('is not found by another case of its uri', async ({ alice, chat }) => {
    const swapped = [...chat.uri]
      .map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()))
      .join('');
    expect((await alice.get(`/api/chats/${swapped}/`)).status).toBe(404);
  });
});
