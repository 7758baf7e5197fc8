import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { allMine, eventsSince } from './polling.ts';
import { promote, refusedFields, send, test } from './stage.ts';
import type { Chat, Page } from './wire.ts';

describe('renaming a session', () => {
  test('is for its owner, and everyone sees it', async ({ alice, bob, carol, chat }) => {
    const reply = await alice.patch<Chat>(chat.path, { name: 'Biscuit Club' });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ uri: chat.uri, name: 'Biscuit Club', role: 'owner', member_count: 2 });
    for (const reader of [alice, bob, carol]) {
      expect((await reader.get<Chat>(chat.path)).body.name).toBe('Biscuit Club');
    }
  });

  test('works by form', async ({ alice, chat }) => {
    expect((await alice.patch<Chat>(chat.path, { name: 'By Form' }, { form: true })).body.name).toBe(
      'By Form',
    );
  });

  test('is not for members, moderators, outsiders or nobody', async ({ alice, bob, carol, nobody, chat }) => {
    await alice.patch(chat.path, { name: 'As it was' });
    expect((await bob.patch(chat.path, { name: 'Bob' })).status).toBe(403);
    await promote(alice, chat, bob);
    expect((await bob.patch(chat.path, { name: 'Bob' })).status).toBe(403);
    expect((await carol.patch(chat.path, { name: 'Carol' })).status).toBe(403);
    expect((await nobody.patch(chat.path, { name: 'Nobody' })).status).toBe(401);
    expect((await alice.get<Chat>(chat.path)).body).toMatchObject({ name: 'As it was', member_count: 2 });
  });

  test('says by a topic what it is about, to all who see its name, until a blank one takes it back', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    expect((await carol.get<Chat>(chat.path)).body.topic).toBeNull();
    const topic = 'Who bakes, and when 🍪';
    expect((await bob.patch(chat.path, { topic })).status).toBe(403);
    const { cursor } = await send(bob, chat, 'about what?');
    for (let i = 0; i < 2; i += 1) {
      const reply = await alice.patch<Chat>(chat.path, { topic: ` ${topic} ` });
      expect(reply.body, reply.text).toMatchObject({ topic, name: '' });
    }
    const told = await eventsSince(bob, allMine, cursor);
    expect(told).toMatchObject([{ type: 'chat.updated', data: { topic } }]);
    for (const reader of [bob, carol]) expect((await reader.get<Chat>(chat.path)).body.topic).toBe(topic);
    const { body: room } = await alice.post<Chat>('/api/chats/', { name: 'Bakers', public: true });
    await alice.patch(`/api/chats/${room.uri}/`, { topic });
    const rooms = (await carol.get<Page<Chat>>('/api/chats/public/')).body.results;
    expect(rooms.find(({ uri }) => uri === room.uri)).toMatchObject({ topic });
    expect((await alice.patch<Chat>(chat.path, { topic: 'a\nb\r\n c 👩‍🍳' })).body.topic).toBe('a b c 👩‍🍳');
    for (const blank of ['', '\u3164', '\u0301'.repeat(250)]) {
      await alice.patch(chat.path, { topic });
      expect((await alice.patch<Chat>(chat.path, { topic: blank })).body.topic, blank).toBeNull();
    }
  });

  test('does not join an outsider who tries it', async ({ carol, chat }) => {
    await carol.patch(chat.path, { name: 'Carol' });
    expect((await carol.get(chat.messages)).status).toBe(403);
  });

  test('together with joining is refused, and neither happens', async ({ alice, carol, chat }) => {
    for (const [person, username] of [
      [alice, 'alice'],
      [alice, 'carol'],
      [carol, 'carol'],
    ] as const) {
      expect((await person.patch(chat.path, { username, name: 'Both' })).status).toBe(400);
      expect((await person.patch(chat.path, { username, join_policy: 'closed' })).status).toBe(400);
    }
    expect((await alice.get<Chat>(chat.path)).body).toMatchObject({ join_policy: 'link', member_count: 2 });
    expect((await alice.get<Chat>(chat.path)).body.name).not.toBe('Both');
  });

  test.for([
    [{ name: ['a'] }, { name: ['Not a valid string.'] }],
    [{ name: 'a\0b' }, { name: ['Null characters are not allowed.'] }],
    [{ topic: '\u202eabc' }, { topic: ['Enter a topic without control characters.'] }],
    [{ topic: 'a\u0007bell' }, { topic: ['Enter a topic without control characters.'] }],
    [{ topic: 'x'.repeat(251) }, { topic: ['Ensure this field has no more than 250 characters.'] }],
    [{ join_policy: 'maybe' }, { join_policy: ['"maybe" is not a valid choice.'] }],
    [{ join_policy: null }, { join_policy: ['This field may not be null.'] }],
    [
      { join_policy: 'Closed', name: false },
      { join_policy: ['"Closed" is not a valid choice.'], name: ['Not a valid string.'] },
    ],
  ] as const)('with %j is refused', async ([body, fields], { alice, chat }) => {
    expect(refusedFields(await alice.patch(chat.path, body))).toEqual(fields);
  });
});

describe('changing the join policy', () => {
  test('is for the owner and keeps the name', async ({ alice, chat }) => {
    await alice.patch(chat.path, { name: 'Quiet Room' });
    const reply = await alice.patch<Chat>(chat.path, { join_policy: 'invite' });
    expect(reply.body).toMatchObject({ name: 'Quiet Room', join_policy: 'invite' });
  });

  test('is not for others', async ({ alice, bob, carol, chat }) => {
    expect((await bob.patch(chat.path, { join_policy: 'closed' })).status).toBe(403);
    expect((await carol.patch(chat.path, { join_policy: 'closed' })).status).toBe(403);
    expect((await alice.get<Chat>(chat.path)).body.join_policy).toBe('link');
  });
});

describe('deleting a session', () => {
  test('makes it a 404 for everyone, with all that was in it', async ({ alice, bob, carol, nobody }) => {
    const chat = await startChat(alice, bob);
    const { id } = await send(alice, chat, 'soon gone');
    const reply = await alice.delete(chat.path);
    expect(reply.status, reply.text).toBe(204);
    expect(reply.text).toBe('');
    for (const caller of [alice, bob, carol, nobody]) expect((await caller.get(chat.path)).status).toBe(404);
    for (const caller of [alice, bob, carol]) {
      expect((await caller.get(chat.messages)).status).toBe(404);
      expect((await caller.post(chat.messages, { message: 'anyone?' })).status).toBe(404);
      expect((await caller.patch(chat.path, {})).status).toBe(404);
      expect((await caller.get(`${chat.path}members/`)).status).toBe(404);
    }
    expect((await alice.patch(`${chat.messages}${id}/`, { message: 'edited' })).status).toBe(404);
    for (const member of [alice, bob]) {
      const mine = (await member.get<Page<Chat>>('/api/chats/')).body.results;
      expect(mine.map((one) => one.uri)).not.toContain(chat.uri);
    }
  });

  test('leaves other sessions alone', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    await send(bob, other, 'still here');
    await alice.delete(chat.path);
    expect((await bob.get(other.messages)).text).toContain('still here');
  });

  test('a second time is a 404', async ({ alice, chat }) => {
    await alice.delete(chat.path);
    expect((await alice.delete(chat.path)).status).toBe(404);
  });

  test('is not for members, moderators, outsiders or nobody', async ({ alice, bob, carol, nobody, chat }) => {
    expect((await bob.delete(chat.path)).status).toBe(403);
    await promote(alice, chat, bob);
    expect((await bob.delete(chat.path)).status).toBe(403);
    expect((await carol.delete(chat.path)).status).toBe(403);
    expect((await nobody.delete(chat.path)).status).toBe(401);
    expect((await alice.get(chat.path)).status).toBe(200);
  });
});
