import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { refusedFields, send, test as stageTest } from './stage.ts';
import type { Refusal } from './wire.ts';

/** Nothing here changes the chat, so all are in one. */
const test = stageTest.extend('talk', { scope: 'file' }, ({ alice, bob }) => startChat(alice, bob));

interface TextField {
  method: 'POST' | 'PATCH';
  path: string;
  field: string;
  /** The rest of a good body. */
  rest: Record<string, unknown>;
  optional?: boolean;
  /** "" is a value. */
  blankable?: boolean;
}

const credentials = { username: 'wordsmith', password: 'tea and biscuits' };
const passwords = { current_password: 'violet-harbour-92', new_password: 'scones with jam' };

/** Every text field that the contract's sections 2 to 4 let a member send. */
const textFields: TextField[] = [
  { method: 'POST', path: '/auth/users/', field: 'username', rest: credentials },
  { method: 'POST', path: '/auth/users/', field: 'password', rest: credentials },
  {
    method: 'POST',
    path: '/auth/users/',
    field: 'email',
    rest: credentials,
    optional: true,
    blankable: true,
  },
  {
    method: 'POST',
    path: '/auth/users/',
    field: 'display_name',
    rest: credentials,
    optional: true,
    blankable: true,
  },
  { method: 'POST', path: '/auth/jwt/create/', field: 'username', rest: credentials },
  { method: 'POST', path: '/auth/jwt/create/', field: 'password', rest: credentials },
  { method: 'POST', path: '/auth/token/create/', field: 'username', rest: credentials },
  { method: 'POST', path: '/auth/token/create/', field: 'password', rest: credentials },
  { method: 'POST', path: '/auth/jwt/refresh/', field: 'token', rest: {} },
  { method: 'POST', path: '/auth/jwt/verify/', field: 'token', rest: {} },
  { method: 'PATCH', path: '/auth/me/', field: 'display_name', rest: {}, optional: true },
  { method: 'POST', path: '/auth/password/', field: 'current_password', rest: passwords },
  { method: 'POST', path: '/auth/password/', field: 'new_password', rest: passwords },
  { method: 'POST', path: '/api/chats/', field: 'name', rest: {}, optional: true, blankable: true },
  { method: 'PATCH', path: '/api/chats/{uri}/', field: 'username', rest: {}, optional: true },
  { method: 'POST', path: '/api/chats/{uri}/messages/', field: 'message', rest: {} },
  {
    method: 'POST',
    path: '/api/chats/{uri}/messages/',
    field: 'client_id',
    rest: { message: 'hi' },
    optional: true,
  },
  { method: 'PATCH', path: '/api/chats/{uri}/messages/{id}/', field: 'message', rest: {} },
];

const wrongKinds: [kind: string, value: unknown, sentence: string][] = [
  ['a boolean', true, 'Not a valid string.'],
  ['a list', ['x'], 'Not a valid string.'],
  ['an object', { x: 1 }, 'Not a valid string.'],
  ['a NUL', 'a\0b', 'Null characters are not allowed.'],
];

/** With a message of one's own where the path names one. */
async function urlOf(path: string, alice: Person, chat: ChatPath): Promise<string> {
  const url = path.replace('{uri}', chat.uri);
  return url.includes('{id}')
    ? url.replace('{id}', String((await send(alice, chat, 'to be edited')).id))
    : url;
}

const notObjects = { list: [], str: 'text', int: 7, bool: true };

describe.for(textFields)('$method $path $field', ({ method, path, field, rest, optional, blankable }) => {
  test.for(wrongKinds)('is refused as %s', async ([, value, sentence], { alice, talk }) => {
    const url = await urlOf(path, alice, talk);
    const fields = refusedFields(await alice.request(method, url, { ...rest, [field]: value }));
    expect(fields[field]).toContain(sentence);
  });

  test('is refused as missing, null or blank where it must not be that', async ({ alice, talk }) => {
    const url = await urlOf(path, alice, talk);
    const refusal = async (value: unknown) =>
      refusedFields(await alice.request(method, url, { ...rest, [field]: value }))[field];
    if (!optional) {
      expect(await refusal(undefined)).toEqual(['This field is required.']);
      expect(await refusal(null)).toEqual(['This field may not be null.']);
    }
    if (!blankable) expect(await refusal('')).toEqual(['This field may not be blank.']);
  });

  test.for(Object.entries(notObjects))('is not looked for in a %s', async ([kind, body], { alice, talk }) => {
    const url = await urlOf(path, alice, talk);
    expect(refusedFields(await alice.request(method, url, body))).toEqual({
      non_field_errors: [`Invalid data. Expected a dictionary, but got ${kind}.`],
    });
  });
});

describe('a refusal', () => {
  test('by fields is those fields and nothing else, each with a list of sentences', async ({
    alice,
    nobody,
    chat,
  }) => {
    const replies = [
      await nobody.post('/auth/users/', {}),
      await nobody.post('/auth/jwt/create/', credentials),
      await alice.post(chat.messages, { message: '' }),
      await alice.post('/api/chats/', []),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(400);
      for (const sentences of Object.values(Object(reply.body))) {
        expect(sentences, reply.text).toEqual([expect.any(String)]);
      }
    }
    expect(replies[1]?.body).toEqual({ non_field_errors: ['Unable to log in with provided credentials.'] });
  });

  test('in general is a sentence and a code, and nothing else', async ({ alice, carol, nobody, chat }) => {
    const outside = await carol.get<Refusal>(chat.messages);
    const codes = {
      not_authenticated: await nobody.get<Refusal>(chat.messages),
      not_found: await alice.get<Refusal>('/api/chats/undefined/messages/'),
      method_not_allowed: await alice.put<Refusal>('/api/chats/', {}),
      not_acceptable: await alice.get<Refusal>('/api/chats/', { headers: { Accept: 'text/html' } }),
      unsupported_media_type: await alice.post<Refusal>('/api/chats/', {}, { contentType: 'text/csv' }),
      parse_error: await alice.post<Refusal>(
        '/api/chats/',
        {},
        { raw: '{', contentType: 'application/json' },
      ),
    };
    for (const [code, reply] of Object.entries(codes)) expect(reply.body.code, reply.text).toBe(code);
    for (const reply of [outside, ...Object.values(codes)]) {
      expect(Object.keys(reply.body).toSorted()).toEqual(['code', 'detail']);
      expect(reply.body.detail).toMatch(/^[A-Z].+/);
      expect(reply.body.code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    }
  });
});
