import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { promote, test } from './stage.ts';
import type { Chat, Page, Refusal, User } from './wire.ts';

describe('removing a member', () => {
  test('is for the owner', async ({ alice, bob, chat }) => {
    const reply = await alice.delete(`${chat.path}members/bob/`);
    expect(reply.status, reply.text).toBe(204);
    expect((await bob.get(chat.messages)).status).toBe(403);
    expect((await bob.post(chat.messages, { message: 'hey' })).status).toBe(403);
    expect((await alice.get<Chat>(chat.path)).body.member_count).toBe(1);
  });

  test('is for a moderator', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await promote(alice, chat, bob);
    expect((await bob.delete(`${chat.path}members/carol/`)).status).toBe(204);
    expect((await carol.get(chat.messages)).status).toBe(403);
  });

  test('is not for members, outsiders or nobody', async ({ alice, bob, carol, nobody, chat }) => {
    expect((await bob.delete(`${chat.path}members/alice/`)).status).toBe(403);
    expect((await carol.delete(`${chat.path}members/bob/`)).status).toBe(403);
    expect((await nobody.delete(`${chat.path}members/bob/`)).status).toBe(401);
    expect((await alice.get<Chat>(chat.path)).body.member_count).toBe(2);
  });

  test('does not reach the owner', async ({ alice, bob, chat }) => {
    await promote(alice, chat, bob);
    expect((await bob.delete(`${chat.path}members/alice/`)).status).toBe(403);
    expect((await bob.delete(`${chat.path}members/alice/?ban=1`)).status).toBe(403);
    expect((await alice.get<Chat>(chat.path)).body.role).toBe('owner');
  });

  test('who is none is a 404', async ({ alice, chat }) => {
    expect((await alice.delete(`${chat.path}members/carol/`)).status).toBe(404);
    expect((await alice.delete(`${chat.path}members/no-such-person/`)).status).toBe(404);
  });

  test('does not keep them from coming back', async ({ alice, bob, chat }) => {
    await alice.delete(`${chat.path}members/bob/`);
    expect((await bob.patch(chat.path, {})).status).toBe(200);
  });
});

describe('a ban', () => {
  test('removes and keeps out, and the refusal says so', async ({ alice, bob, chat }) => {
    expect((await alice.delete(`${chat.path}members/bob/?ban=1`)).status).toBe(204);
    expect((await bob.get(chat.messages)).status).toBe(403);
    const reply = await bob.patch<Refusal>(chat.path, {});
    expect(reply.status).toBe(403);
    expect(reply.body.detail).toMatch(/\bban/i);
    expect((await bob.get(chat.messages)).status).toBe(403);
  });

  test('is for one session only', async ({ alice, bob, chat }) => {
    const other = await startChat(alice);
    await alice.delete(`${chat.path}members/bob/?ban=1`);
    expect((await bob.patch(other.path, {})).status).toBe(200);
  });

  test('by a moderator counts the same', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await promote(alice, chat, bob);
    expect((await bob.delete(`${chat.path}members/carol/?ban=1`)).status).toBe(204);
    expect((await carol.patch(chat.path, {})).status).toBe(403);
  });

  test('by a member does nothing', async ({ bob, carol, alice }) => {
    const chat = await startChat(alice, bob, carol);
    expect((await bob.delete(`${chat.path}members/carol/?ban=1`)).status).toBe(403);
    expect((await carol.get(chat.messages)).status).toBe(200);
  });
});

describe('the list of bans', () => {
  test('is seen and shortened by owner and moderators', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await promote(alice, chat, bob);
    await alice.delete(`${chat.path}members/carol/?ban=1`);
    for (const reader of [alice, bob]) {
      const reply = await reader.get<Page<User>>(`${chat.path}bans/`);
      expect(reply.status, reply.text).toBe(200);
      expect(reply.body.count).toBe(1);
      expect(JSON.stringify(reply.body.results)).toContain('"username":"carol"');
    }
    expect((await bob.delete(`${chat.path}bans/carol/`)).status).toBe(204);
    expect((await alice.get<Page<User>>(`${chat.path}bans/`)).body.results).toEqual([]);
    expect((await carol.get(chat.messages)).status).toBe(403);
    expect((await carol.patch(chat.path, {})).status).toBe(200);
  });

  test('is not for members, outsiders or nobody', async ({ alice, bob, carol, nobody }) => {
    const chat = await startChat(alice, bob, carol);
    await alice.delete(`${chat.path}members/carol/?ban=1`);
    for (const caller of [bob, carol]) {
      expect((await caller.get(`${chat.path}bans/`)).status).toBe(403);
      expect((await caller.delete(`${chat.path}bans/carol/`)).status).toBe(403);
    }
    expect((await nobody.get(`${chat.path}bans/`)).status).toBe(401);
    expect((await nobody.delete(`${chat.path}bans/carol/`)).status).toBe(401);
    expect((await carol.patch(chat.path, {})).status).toBe(403);
  });

  test('is a 404 for one who is not on it', async ({ alice, chat }) => {
    expect((await alice.delete(`${chat.path}bans/bob/`)).status).toBe(404);
  });
});
