import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { history, promote, refusedFields, send, test } from './stage.ts';
import { type Chat, isoTime, type Message } from './wire.ts';

describe('editing', () => {
  test('lets the author change the text, and nothing else changes', async ({ alice, bob, chat }) => {
    const sent = await send(bob, chat, 'teh cat');
    await send(alice, chat, 'which cat?');
    const reply = await bob.patch<Message>(`${chat.messages}${sent.id}/`, { message: 'the cat' });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({
      id: sent.id,
      uri: chat.uri,
      message: 'the cat',
      created_at: sent.created_at,
      deleted: false,
      user: { username: 'bob' },
    });
    expect(reply.body.edited_at).toMatch(isoTime);
    const [first, second] = await history(alice, chat);
    expect(first).toEqual(reply.body);
    expect(second).toMatchObject({ message: 'which cat?', edited_at: null });
  });

  test('shows in the list of my chats', async ({ alice, bob, chat }) => {
    const { id } = await send(bob, chat, 'frist');
    await bob.patch(`${chat.messages}${id}/`, { message: 'first' });
    expect((await alice.get<Chat>(chat.path)).body.last_message?.message).toBe('first');
  });

  test('works by form and without the last slash', async ({ alice, chat }) => {
    const { id } = await send(alice, chat, 'one');
    const reply = await alice.patch<Message>(`${chat.messages}${id}`, { message: ' two ' }, { form: true });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body.message).toBe(' two ');
  });

  test('is for nobody but the author', async ({ alice, bob, carol, nobody, chat }) => {
    const { id } = await send(bob, chat, 'my words');
    const path = `${chat.messages}${id}/`;
    expect((await alice.patch(path, { message: 'her words' })).status).toBe(403);
    expect((await carol.patch(path, { message: 'her words' })).status).toBe(403);
    expect((await nobody.patch(path, { message: 'her words' })).status).toBe(401);
    expect(await history(bob, chat)).toMatchObject([{ message: 'my words', edited_at: null }]);
  });

  test('ends with leaving', async ({ alice, bob, chat }) => {
    const { id } = await send(bob, chat, 'my words');
    await bob.delete(`${chat.path}members/bob/`);
    expect((await bob.patch(`${chat.messages}${id}/`, { message: 'changed' })).status).toBe(403);
    expect((await bob.delete(`${chat.messages}${id}/`)).status).toBe(403);
    expect((await history(alice, chat))[0]?.message).toBe('my words');
  });

  test.for([
    [{}, 'This field is required.'],
    [{ message: null }, 'This field may not be null.'],
    [{ message: '\n' }, 'This field may not be blank.'],
    [{ message: [] }, 'Not a valid string.'],
    [{ message: 'x'.repeat(4001) }, 'Ensure this field has no more than 4000 characters.'],
  ] as const)('is refused like sending is, row %#', async ([body, sentence], { alice, chat }) => {
    const { id } = await send(alice, chat, 'fine as it is');
    expect(refusedFields(await alice.patch(`${chat.messages}${id}/`, body))).toEqual({ message: [sentence] });
    expect((await history(alice, chat))[0]?.message).toBe('fine as it is');
  });
});

describe('deleting', () => {
  test('leaves a tombstone without the text, in its place', async ({ alice, bob, chat }) => {
    await send(alice, chat, 'before');
    const sent = await send(bob, chat, 'a slip of the tongue');
    await send(alice, chat, 'after');
    const reply = await bob.delete(`${chat.messages}${sent.id}/`);
    expect(reply.status, reply.text).toBe(204);
    const messages = await history(alice, chat);
    expect(messages.map((message) => message.deleted)).toEqual([false, true, false]);
    expect(messages[1]).toMatchObject({
      id: sent.id,
      created_at: sent.created_at,
      user: { username: 'bob' },
    });
    for (const path of [chat.messages, chat.path, '/api/chats/']) {
      expect((await alice.get(path)).text, path).not.toContain('slip');
    }
  });

  test('takes the text of an edited message, old and new', async ({ alice, chat }) => {
    const { id } = await send(alice, chat, 'first wording');
    await alice.patch(`${chat.messages}${id}/`, { message: 'second wording' });
    await alice.delete(`${chat.messages}${id}/`);
    expect((await alice.get(chat.messages)).text).not.toContain('wording');
  });

  test('is for the author, the owner and moderators', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await promote(alice, chat, carol);
    const [own, ownersChoice, moderatorsChoice, ownersWords] = [
      await send(bob, chat, 'one'),
      await send(bob, chat, 'two'),
      await send(bob, chat, 'three'),
      await send(alice, chat, 'four'),
    ];
    expect((await bob.delete(`${chat.messages}${own.id}/`)).status).toBe(204);
    expect((await alice.delete(`${chat.messages}${ownersChoice.id}/`)).status).toBe(204);
    expect((await carol.delete(`${chat.messages}${moderatorsChoice.id}/`)).status).toBe(204);
    expect((await carol.delete(`${chat.messages}${ownersWords.id}/`)).status).toBe(204);
    expect((await history(bob, chat)).map((message) => message.deleted)).toEqual([true, true, true, true]);
  });

  test('is not for other members, outsiders or nobody', async ({ alice, bob, carol, nobody, chat }) => {
    const { id } = await send(alice, chat, 'stays');
    const path = `${chat.messages}${id}/`;
    expect((await bob.delete(path)).status).toBe(403);
    expect((await carol.delete(path)).status).toBe(403);
    expect((await nobody.delete(path)).status).toBe(401);
    expect((await history(alice, chat))[0]).toMatchObject({ message: 'stays', deleted: false });
  });

  test('is for good: a tombstone takes no edit', async ({ alice, chat }) => {
    const { id } = await send(alice, chat, 'gone');
    await alice.delete(`${chat.messages}${id}/`);
    const edit = await alice.patch(`${chat.messages}${id}/`, { message: 'back again' });
    expect([404, 409], edit.text).toContain(edit.status);
    const reply = await alice.get(chat.messages);
    expect(reply.text).not.toContain('back again');
    expect((await history(alice, chat))[0]?.deleted).toBe(true);
  });
});

describe('a message that is not there', () => {
  const ids = [
    '0',
    '-1',
    '999999999',
    '9223372036854775808',
    '1e3',
    'abc',
    'undefined',
    '%00',
    '1%20or%201=1',
  ];
  test.for(ids)('at id %s is a 404 to edit or delete', async (id, { alice, chat }) => {
    expect((await alice.patch(`${chat.messages}${id}/`, { message: 'hello?' })).status).toBe(404);
    expect((await alice.delete(`${chat.messages}${id}/`)).status).toBe(404);
  });

  test('because it is in another session is a 404 too', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    const { id } = await send(alice, other, 'over there');
    expect((await alice.patch(`${chat.messages}${id}/`, { message: 'moved' })).status).toBe(404);
    expect((await alice.delete(`${chat.messages}${id}/`)).status).toBe(404);
    expect((await history(bob, other))[0]?.message).toBe('over there');
  });
});
