import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { refusedFields, test } from './stage.ts';
import type { Member, Page } from './wire.ts';

async function named(reader: Person, chat: ChatPath, text: string): Promise<string[]> {
  const reply = await reader.get<Page<Member>>(`${chat.path}members/?named=${encodeURIComponent(text)}`);
  expect(reply.status, reply.text).toBe(200);
  expect(reply.body.count).toBe(reply.body.results.length);
  return reply.body.results.map(({ username }) => username);
}

describe('whom the beginning of a text names', () => {
  test('is found by username and by display name, whatever their case and width, among all members', async ({
    alice,
    bob,
    chat,
  }) => {
    await bob.patch('/auth/me/', { display_name: 'Anna Maria' });
    for (const text of [
      'bob hush',
      'BOB hush',
      'ｂｏｂ hush',
      'bob',
      'bob, hush',
      'anna maria\nhush',
      'Anna Maria: hush',
    ]) {
      expect(await named(alice, chat, text), text).toEqual(['bob']);
    }
    // Not by a part of a name, nor by one that stands further on.
    for (const text of ['bo hush', 'bobby hush', 'Anna hush', 'hush bob', '%', "' or 1=1 --"])
      expect(await named(alice, chat, text), text).toEqual([]);
  });

  test('may be several: the longer name is for the reader to prefer', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await carol.patch('/auth/me/', { display_name: 'Bob Senior' });
    expect((await named(alice, chat, 'bob senior hush')).sort()).toEqual(['bob', 'carol']);
  });

  test('is nobody who is not in the chat', async ({ alice, carol, chat }) => {
    expect(await named(alice, chat, 'carol hush')).toEqual([]);
    const reply = await carol.get(`${chat.path}members/?named=bob`);
    expect(reply.status).toBe(403);
  });

  test('is a short text and no blank one', async ({ alice, chat }) => {
    for (const text of ['', ' ', 'x'.repeat(201)]) {
      const reply = await alice.get(`${chat.path}members/?named=${encodeURIComponent(text)}`);
      expect(reply.status, text).toBe(400);
      expect(Object.keys(refusedFields(reply))).toEqual(['named']);
    }
    expect(await named(alice, chat, '. , '.repeat(50).trim())).toEqual([]);
  });
});
