import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Person, Reply } from '../support/person.ts';
import { history, refusedFields, test } from './stage.ts';
import type { Message, Sent } from './wire.ts';

type KeyedSend = (author: Person, chat: ChatPath, message: string, key: string) => Promise<Reply<Sent>>;

const byField: KeyedSend = (author, chat, message, key) =>
  author.post<Sent>(chat.messages, { message, client_id: key });

const byHeader: KeyedSend = (author, chat, message, key) =>
  author.post<Sent>(chat.messages, { message }, { headers: { 'Idempotency-Key': key } });

describe.for([
  ['the client_id field', byField],
  ['the Idempotency-Key header', byHeader],
] as const)('a key in %s', ([, sendWithKey]) => {
  test('makes sending it again a replay of the one message', async ({ alice, bob, chat }) => {
    const first = await sendWithKey(alice, chat, 'only once', 'key-1');
    expect(first.status, first.text).toBe(201);
    expect(first.body.client_id).toBe('key-1');
    const replay = await sendWithKey(alice, chat, 'only once', 'key-1');
    expect(replay.status, replay.text).toBe(200);
    expect(replay.body).toMatchObject({
      id: first.body.id,
      message: 'only once',
      created_at: first.body.created_at,
    });
    expect(await history(bob, chat)).toHaveLength(1);
  });

  test('refuses another text', async ({ alice, chat }) => {
    await sendWithKey(alice, chat, 'one thing', 'key-2');
    const other = await sendWithKey(alice, chat, 'another thing', 'key-2');
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({
      detail: expect.any(String),
      code: expect.stringMatching(/^[a-z_]+$/),
    });
    expect(await history(alice, chat)).toHaveLength(1);
  });

  test('takes white space at the ends for another text', async ({ alice, chat }) => {
    await sendWithKey(alice, chat, 'exact', 'key-3');
    expect((await sendWithKey(alice, chat, 'exact ', 'key-3')).status).toBe(422);
  });

  test('belongs to one author and one session', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    const replies = [
      await sendWithKey(alice, chat, 'mine', 'shared-key'),
      await sendWithKey(bob, chat, 'his', 'shared-key'),
      await sendWithKey(alice, other, 'elsewhere', 'shared-key'),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(3);
  });

  test('sent ten times at the same moment makes exactly one message', async ({ alice, bob, chat }) => {
    const sending = Array.from({ length: 10 }, () => sendWithKey(alice, chat, 'all at once', 'race'));
    const replies = await Promise.all(sending);
    const statuses = replies.map((reply) => reply.status).toSorted();
    expect(statuses).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect(await history(bob, chat)).toHaveLength(1);
  });

  test('sent with ten texts at the same moment lets one of them through', async ({ alice, chat }) => {
    const sending = Array.from({ length: 10 }, (_, i) => sendWithKey(alice, chat, `text ${i}`, 'race-2'));
    const statuses = (await Promise.all(sending)).map((reply) => reply.status).toSorted();
    expect(statuses).toEqual([201, ...Array(9).fill(422)]);
    expect(await history(alice, chat)).toHaveLength(1);
  });

  test('replays the message as it is after an edit', async ({ alice, chat }) => {
    const { id } = (await sendWithKey(alice, chat, 'teh', 'edited')).body;
    await alice.patch(`${chat.messages}${id}/`, { message: 'the' });
    const replay = await sendWithKey(alice, chat, 'teh', 'edited');
    expect(replay.status, replay.text).toBe(200);
    expect(replay.body).toMatchObject({ id, message: 'the', edited_at: expect.any(String) });
  });

  test('replays the tombstone after a deletion, and stays bound to its text', async ({ alice, chat }) => {
    const { id } = (await sendWithKey(alice, chat, 'regretted', 'deleted')).body;
    await alice.delete(`${chat.messages}${id}/`);
    const replay = await sendWithKey(alice, chat, 'regretted', 'deleted');
    expect(replay.status, replay.text).toBe(200);
    expect(replay.body).toMatchObject({ id, deleted: true });
    expect(replay.text).not.toContain('regretted');
    expect((await sendWithKey(alice, chat, 'something else', 'deleted')).status).toBe(422);
    expect(await history(alice, chat)).toHaveLength(1);
  });

  test('is no way in for somebody who has left', async ({ bob, chat }) => {
    await sendWithKey(bob, chat, 'last words', 'left');
    await bob.delete(`${chat.path}members/bob/`);
    expect((await sendWithKey(bob, chat, 'last words', 'left')).status).toBe(403);
  });

  test('is not spent by a send that is refused', async ({ alice, chat }) => {
    expect((await sendWithKey(alice, chat, ' ', 'refused')).status).toBe(400);
    expect((await sendWithKey(alice, chat, 'now it is fine', 'refused')).status).toBe(201);
  });

  test('has 1 to 64 characters', async ({ alice, chat }) => {
    expect((await sendWithKey(alice, chat, 'short key', 'k')).status).toBe(201);
    expect((await sendWithKey(alice, chat, 'long key', 'k'.repeat(64))).status).toBe(201);
    const tooLong = await sendWithKey(alice, chat, 'too long', 'k'.repeat(65));
    expect(tooLong.status).toBe(400);
    expect(tooLong.text).toContain('no more than 64 characters');
  });
});

describe('a key in the Idempotency-Key header', () => {
  // Each character up to U+00FF is sent as one byte.
  const asBytes = (key: string) => Buffer.from(key, 'utf8').toString('latin1');

  test('may be in any language, as UTF-8', async ({ alice, chat }) => {
    const umlauts = [
      await byHeader(alice, chat, 'same', asBytes('ü')),
      await byHeader(alice, chat, 'same', asBytes('ö')),
    ];
    expect(umlauts.map((reply) => [reply.status, reply.body.client_id])).toEqual([
      [201, 'ü'],
      [201, 'ö'],
    ]);
  });

  test('is refused when it is no UTF-8, so that no message is taken for another', async ({ alice, chat }) => {
    for (const key of ['ü', 'ö']) {
      const fields = refusedFields(await byHeader(alice, chat, 'same', key));
      expect(fields).toEqual({ idempotency_key: ['The key is not valid UTF-8.'] });
    }
    expect(await history(alice, chat)).toEqual([]);
  });
});

describe('the two ways to give a key', () => {
  const both = { headers: { 'Idempotency-Key': 'one' } };

  test('name the same key', async ({ alice, chat }) => {
    const first = await byHeader(alice, chat, 'same', 'one');
    const replay = await byField(alice, chat, 'same', 'one');
    expect(replay.status).toBe(200);
    expect(replay.body.id).toBe(first.body.id);
  });

  test('may be used together when they agree', async ({ alice, chat }) => {
    const reply = await alice.post<Message>(chat.messages, { message: 'agreed', client_id: 'one' }, both);
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body.client_id).toBe('one');
  });

  test('may not disagree', async ({ alice, chat }) => {
    expect((await alice.post(chat.messages, { message: 'which?', client_id: 'two' }, both)).status).toBe(400);
    expect(await history(alice, chat)).toEqual([]);
  });
});

test.for([
  ['', 'This field may not be blank.'],
  [['a'], 'Not a valid string.'],
  ['a\0b', 'Null characters are not allowed.'],
] as const)('a client_id of %j is refused', async ([key, sentence], { alice, chat }) => {
  const reply = await alice.post(chat.messages, { message: 'keyed', client_id: key });
  expect(refusedFields(reply)).toEqual({ client_id: [sentence] });
});

test('a send that is wrong in text and key hears of both', async ({ alice, chat }) => {
  const fields = refusedFields(await alice.post(chat.messages, { message: '', client_id: 'k'.repeat(65) }));
  expect(Object.keys(fields).toSorted()).toEqual(['client_id', 'message']);
});
