import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { allMine, cursorNow, poll } from './polling.ts';
import { test } from './stage.ts';
import type { Chat } from './wire.ts';

// Whoever was away when a link was changed knows the chat by an address that is no more, and must be told under that one that it is over.

async function rotate(owner: Person, { path }: Pick<ChatPath, 'path'>): Promise<{ path: string }> {
  const { body } = await owner.post<Chat>(`${path}rotate/`);
  return { path: `/api/chats/${body.uri}/` };
}

/** Under which addresses the reader is told of an end, of all that happened since. */
async function endings(reader: Person, cursor: string): Promise<(string | null)[]> {
  const { events } = await poll(reader, allMine, { cursor });
  const isEnd = ({ type, data }: (typeof events)[number]) =>
    type === 'chat.deleted' || (type === 'member.left' && Object(data).username === reader.username);
  return events.filter(isEnd).map(({ chat }) => chat);
}

describe('a chat whose link was changed twice is over, under each of its addresses,', () => {
  test('for its members when it is deleted', async ({ alice, bob, chat }) => {
    const [hers, his] = [await cursorNow(alice, allMine, alice), await cursorNow(bob, allMine, bob)];
    const last = await rotate(alice, await rotate(alice, chat));
    expect((await alice.delete(last.path)).status).toBe(204);
    for (const [reader, cursor] of [
      [alice, hers],
      [bob, his],
    ] as const)
      expect(await endings(reader, cursor)).toContain(chat.uri);
  });

  test('for who also missed that it was started', async ({ alice }) => {
    const cursor = await cursorNow(alice, allMine, alice);
    const chat = await startChat(alice);
    const last = await rotate(alice, chat);
    await alice.delete(last.path);
    expect(await endings(alice, cursor)).toEqual([chat.uri, last.path.split('/')[3]]);
  });

  test('for who is removed', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, allMine, bob);
    const last = await rotate(alice, await rotate(alice, chat));
    expect((await alice.delete(`${last.path}members/bob/`)).status).toBe(204);
    expect(await endings(bob, cursor)).toContain(chat.uri);
  });

  test('for the last one out', async ({ alice }) => {
    const chat = await startChat(alice);
    const cursor = await cursorNow(alice, allMine, alice);
    const last = await rotate(alice, await rotate(alice, chat));
    expect((await alice.delete(`${last.path}members/alice/`)).status).toBe(204);
    expect(await endings(alice, cursor)).toContain(chat.uri);
  });
});
