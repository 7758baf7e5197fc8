import { describe, expect } from 'vitest';
import type { Caller } from '../support/person.ts';
import { history, test } from './stage.ts';
import type { Refusal } from './wire.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

function sendRaw(caller: Caller, path: string, raw: string, method = 'POST') {
  return caller.request<Refusal>(method, path, undefined, { raw, contentType: 'application/json' });
}

describe('JSON', () => {
  test('may be 32 deep, and is a 400 beyond', async ({ alice, chat }) => {
    const body = (depth: number) => `{"message":"hello","more":${nested(depth - 1)}}`;
    expect((await sendRaw(alice, chat.messages, body(32))).status).toBe(201);
    const refused = await sendRaw(alice, chat.messages, body(33));
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      detail: 'JSON parse error - nested deeper than 32.',
      code: 'parse_error',
    });
    expect(await history(alice, chat)).toHaveLength(1);
  });

  test('is as deep as its brackets, and not as those in its texts', async ({ alice, chat }) => {
    const message = `${'['.repeat(50)} said "${'{'.repeat(50)}\\"`;
    expect((await alice.post(chat.messages, { message })).status).toBe(201);
    expect((await history(alice, chat)).at(-1)?.message).toBe(message);
  });

  test.for([
    ['PATCH', '{uri}', 'join_policy'],
    ['PATCH', '{uri}members/bob/', 'role'],
    ['POST', '/api/chats/', 'join_policy'],
    ['POST', '/api/chats/', 'public'],
    ['PUT', '{uri}read/', 'message_id'],
  ] as const)('100,000 deep is a 400 at %s %s: %s', async ([method, path, field], { alice, chat }) => {
    const raw = `{"${field}":${nested(100_000)}}`;
    const reply = await sendRaw(alice, path.replace('{uri}', chat.path), raw, method);
    expect(reply.status, reply.text).toBe(400);
    expect(reply.body.code).toBe('parse_error');
  });

  test.for(['[', '{"a":', '[[],', '{"a":[],"b":'])(
    'of %s without an end is a 400',
    async (opening, { alice, chat }) => {
      const reply = await sendRaw(alice, chat.messages, opening.repeat(100_000 / opening.length));
      expect(reply.status, reply.text).toBe(400);
    },
  );

  test('of more than 10,000 values is a 400', async ({ alice, chat }) => {
    const many = (count: number) => `{"message":"hello","more":[${'0,'.repeat(count - 2)}0]}`;
    expect((await sendRaw(alice, chat.messages, many(9_000))).status).toBe(201);
    const refused = await sendRaw(alice, chat.messages, many(10_001));
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toBe('JSON parse error - more than 10000 values.');
  });

  test('of 4,000 commas in a text is one text', async ({ alice, chat }) => {
    expect((await alice.post(chat.messages, { message: ',"\\'.repeat(1333) })).status).toBe(201);
  });
});
