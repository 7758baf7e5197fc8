import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { history, refusedFields, test } from './stage.ts';
import { isoTime, type Sent } from './wire.ts';

/** All that Unicode calls white space: property White_Space. */
const whiteSpace = '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2005\u200a\u2028\u2029\u202f\u205f\u3000';

describe('sending', () => {
  test('answers with the message, its author and a cursor', async ({ bob, chat }) => {
    const reply = await bob.post<Sent>(chat.messages, { message: 'good afternoon' });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body).toMatchObject({
      status: 'SUCCESS',
      uri: chat.uri,
      message: 'good afternoon',
      to: null,
      client_id: null,
      image: null,
      images: [],
      reactions: [],
      edited_at: null,
      deleted: false,
    });
    expect(reply.body.user).toMatchObject({
      username: 'bob',
      first_name: '',
      last_name: '',
      is_guest: false,
      is_bot: false,
    });
    expect(reply.body.created_at).toMatch(isoTime);
    expect(reply.body.cursor).toMatch(/./);
    expect(reply.body.sentiment.polarity).toBeTypeOf('number');
  });

  test('puts the same message into everybody’s history', async ({ alice, bob, chat }) => {
    const {
      status: _,
      cursor: __,
      ...message
    } = (await bob.post<Sent>(chat.messages, { message: 'hi' })).body;
    expect(await history(alice, chat)).toEqual([message]);
    expect(await history(bob, chat)).toEqual([message]);
  });

  test.for([
    '  spaces at both ends  ',
    'line\nbreak\r\nand\ttab\n',
    '<script>alert(1)</script> & "quotes" \'n\' &amp; more',
    "Robert'); DROP TABLE messages;-- %s {0} $1 ?",
    'cafe\u0301 and café are not the same bytes',
    '👩‍👩‍👧‍👦 🏳️‍🌈 مرحبا \u202eright to left\u202c',
    '\ufeffa byte order mark, \u200b zero width, \u0001 control',
    '__proto__',
    'null',
    '0',
  ])('stores exactly %j', async (text, { alice, bob, chat }) => {
    for (const options of [{}, { form: true }]) {
      const sent = await alice.post<Sent>(chat.messages, { message: text }, options);
      expect(sent.status, sent.text).toBe(201);
      expect(sent.body.message).toBe(text);
      expect((await history(bob, chat)).at(-1)?.message).toBe(text);
    }
  });

  test('counts up to 4000 code points, not bytes and not UTF-16 units', async ({ alice, bob, chat }) => {
    for (const character of ['x', '語', '😀']) {
      const longest = character.repeat(4000);
      expect((await alice.post<Sent>(chat.messages, { message: longest })).status, character).toBe(201);
      expect((await history(bob, chat)).at(-1)?.message).toBe(longest);
      expect(refusedFields(await alice.post(chat.messages, { message: `${longest}${character}` }))).toEqual({
        message: ['Ensure this field has no more than 4000 characters.'],
      });
    }
  });

  test('twice the same text makes two messages', async ({ alice, chat }) => {
    const first = await alice.post<Sent>(chat.messages, { message: 'again' });
    const second = await alice.post<Sent>(chat.messages, { message: 'again' });
    expect(second.status).toBe(201);
    expect(second.body.id).toBeGreaterThan(first.body.id);
  });

  test('by many at the same moment loses nothing', async ({ alice, bob, chat }) => {
    const texts = Array.from({ length: 40 }, (_, i) => `number ${i}`);
    const sending = texts.map((message, i) => (i % 2 ? alice : bob).post<Sent>(chat.messages, { message }));
    const ids = (await Promise.all(sending)).map((reply) => reply.body.id);
    expect(new Set(ids).size).toBe(40);
    const stored = await history(alice, chat);
    expect(stored.map((message) => message.message).toSorted()).toEqual(texts.toSorted());
    expect(stored.map((message) => message.id)).toEqual(ids.toSorted((a, b) => a - b));
  });
});

describe('sending is refused', () => {
  test.for([
    [{}, 'This field is required.'],
    [{ message: null }, 'This field may not be null.'],
    [{ message: '' }, 'This field may not be blank.'],
    [{ message: ' ' }, 'This field may not be blank.'],
    [{ message: true }, 'Not a valid string.'],
    [{ message: ['hi'] }, 'Not a valid string.'],
    [{ message: { text: 'hi' } }, 'Not a valid string.'],
  ] as const)('with %j', async ([body, sentence], { alice, chat }) => {
    expect(refusedFields(await alice.post(chat.messages, body))).toEqual({ message: [sentence] });
    expect(await history(alice, chat)).toEqual([]);
  });

  test('with white space alone, of every kind', async ({ alice, chat }) => {
    for (const blank of [...whiteSpace, whiteSpace]) {
      const reply = await alice.post(chat.messages, { message: blank });
      expect(reply.status, `U+${blank.codePointAt(0)?.toString(16)}`).toBe(400);
    }
  });

  test('with white space and more than that it is not', async ({ alice, chat }) => {
    expect((await alice.post(chat.messages, { message: `${whiteSpace}.` })).status).toBe(201);
  });

  test('as a list, in DRF’s words', async ({ alice, chat }) => {
    expect(refusedFields(await alice.post(chat.messages, [{ message: 'hi' }]))).toEqual({
      non_field_errors: ['Invalid data. Expected a dictionary, but got list.'],
    });
  });
});

describe('who may send', () => {
  test('is every member', async ({ alice, bob, chat }) => {
    expect((await alice.post(chat.messages, { message: 'owner' })).status).toBe(201);
    expect((await bob.post(chat.messages, { message: 'member' })).status).toBe(201);
  });

  test('is not somebody outside or nobody', async ({ alice, carol, nobody, chat }) => {
    expect((await carol.post(chat.messages, { message: 'let me in' })).status).toBe(403);
    expect((await nobody.post(chat.messages, { message: 'me too' })).status).toBe(401);
    expect(await history(alice, chat)).toEqual([]);
  });

  test('is asked before the text is looked at', async ({ carol, nobody, chat }) => {
    expect((await carol.post(chat.messages, { message: '' })).status).toBe(403);
    expect((await nobody.post(chat.messages, { message: '' })).status).toBe(401);
  });

  test('to a session that does not exist is nobody', async ({ alice }) => {
    for (const uri of ['undefined', 'V'.repeat(22)]) {
      expect((await alice.post(`/api/chats/${uri}/messages/`, { message: 'hello?' })).status).toBe(404);
    }
  });

  test('does not depend on the body: one cannot send as another or into another session', async ({
    alice,
    bob,
    chat,
  }) => {
    const elsewhere = await startChat(bob);
    const forged = {
      message: 'forged',
      user: 'bob',
      username: 'bob',
      user_id: bob.user.id,
      uri: elsewhere.uri,
    };
    const sent = await alice.post<Sent>(chat.messages, forged);
    expect(sent.body).toMatchObject({ uri: chat.uri, user: { username: 'alice' } });
    expect(await history(bob, elsewhere)).toEqual([]);
  });
});
