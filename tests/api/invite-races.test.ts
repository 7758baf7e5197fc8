import { describe, expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import type { Caller, Person } from '../support/person.ts';
import { test } from './stage.ts';
import type { Chat, Invite, LogIn, Page } from './wire.ts';

async function invite(maker: Person, chat: ChatPath, maxUses: number): Promise<string> {
  await maker.patch(chat.path, { join_policy: 'invite' });
  const reply = await maker.post<Invite>(`${chat.path}invites/`, { max_uses: maxUses });
  expect(reply.status, reply.text).toBe(201);
  return reply.body.code;
}

async function usesOf(maker: Person, chat: ChatPath): Promise<number[]> {
  const { results } = (await maker.get<Page<Invite>>(`${chat.path}invites/`)).body;
  return results.map(({ uses }) => uses);
}

/** Guests, because twenty accounts would mean twenty passwords to hash. */
async function crowd(nobody: Caller, name: string, size: number): Promise<string[]> {
  const coming = Array.from({ length: size }, (_, i) =>
    nobody.post<LogIn>('/auth/guests/', { nickname: `${name} ${i}` }),
  );
  return (await Promise.all(coming)).map((reply) => reply.body.token);
}

async function membersOf(owner: Person, chat: ChatPath): Promise<number> {
  const { member_count, members } = (await owner.get<Chat>(chat.path)).body;
  expect(members).toHaveLength(member_count);
  return member_count;
}

describe('at the same moment', () => {
  test.for(['accept', 'patch', 'both ways'])(
    'twenty people on an invite for three: three come in, by %s',
    async (way, { alice, nobody, chat }) => {
      const code = await invite(alice, chat, 3);
      const tokens = await crowd(nobody, `Crowd ${way}`, 20);
      const replies = await Promise.all(
        tokens.map((token, i) =>
          way === 'accept' || (way === 'both ways' && i % 2)
            ? nobody.post(`/api/invites/${code}/accept/`, undefined, { token })
            : nobody.patch(chat.path, { invite: code }, { token }),
        ),
      );
      const statuses = replies.map((reply) => reply.status).toSorted();
      expect(statuses).toEqual([...Array(3).fill(200), ...Array(17).fill(410)]);
      expect(await membersOf(alice, chat)).toBe(5);
      expect(await usesOf(alice, chat)).toEqual([3]);
      const inside = await Promise.all(tokens.map((token) => nobody.get(chat.messages, { token })));
      expect(inside.map((reply) => reply.status === 200)).toEqual(
        replies.map((reply) => reply.status === 200),
      );
    },
  );

  test('one person ten times spends one use', async ({ alice, carol, chat }) => {
    const code = await invite(alice, chat, 2);
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => carol.post(`/api/invites/${code}/accept/`)),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(10).fill(200));
    expect(await usesOf(alice, chat)).toEqual([1]);
    expect(await membersOf(alice, chat)).toBe(3);
  });

  test('withdrawing and accepting: whoever was in time is in, and no one later', async ({
    alice,
    nobody,
    chat,
  }) => {
    const code = await invite(alice, chat, 20);
    const tokens = await crowd(nobody, 'Hurry', 10);
    const accepting = tokens.map((token) =>
      nobody.post(`/api/invites/${code}/accept/`, undefined, { token }),
    );
    const withdrawing = alice.delete(`${chat.path}invites/${code}/`);
    const replies = await Promise.all(accepting);
    expect((await withdrawing).status).toBe(204);
    for (const reply of replies) expect([200, 410], reply.text).toContain(reply.status);
    const came = replies.filter((reply) => reply.status === 200).length;
    expect(await membersOf(alice, chat)).toBe(2 + came);
    const [late] = await crowd(nobody, 'Too late', 1);
    const reply = await nobody.post(`/api/invites/${code}/accept/`, undefined, { token: late });
    expect(reply.status).toBe(410);
  });

  test('a ban and an invite never end with the banned one inside', async ({ alice, bob, chat }) => {
    const code = await invite(alice, chat, 20);
    const [banned, ...tries] = await Promise.all([
      alice.delete(`${chat.path}members/bob/?ban=1`),
      ...Array.from({ length: 5 }, () => bob.post(`/api/invites/${code}/accept/`)),
    ]);
    expect(banned?.status).toBe(204);
    for (const reply of tries) expect([200, 403], reply.text).toContain(reply.status);
    expect((await bob.get(chat.messages)).status).toBe(403);
    expect(await membersOf(alice, chat)).toBe(1);
  });
});
