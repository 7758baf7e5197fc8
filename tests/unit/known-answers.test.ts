import { expect, test } from 'vitest';
import { requireKnownAnswer } from '../support/known-answers.ts';

const json = new Headers({ 'content-type': 'application/json; charset=utf-8' });

const answers: [
  what: string,
  method: string,
  path: string,
  status: number,
  body: unknown,
  complaint: string | null,
][] = [
  ['what it names', 'PUT', '/api/chats/abc/read/', 200, { message_id: 7, unread: 0 }, null],
  ['a path without its slash', 'PUT', '/api/chats/abc/read', 200, { message_id: 7, unread: 0 }, null],
  ['a refusal', 'GET', '/api/blocks/', 401, { detail: 'Who?', code: 'not_authenticated' }, null],
  ['a method that the path does not have', 'DELETE', '/api/blocks/', 405, {}, null],
  [
    'a field too many',
    'PUT',
    '/api/chats/abc/read/',
    200,
    { message_id: 7, unread: 0, at: 1 },
    'no such 200',
  ],
  ['a field too few', 'PUT', '/api/chats/abc/read/', 200, { message_id: 7 }, "required property 'unread'"],
  ['a refusal in other words', 'GET', '/api/blocks/', 401, { error: 'Who?' }, 'no such 401'],
  ['a status of no such call', 'GET', '/api/blocks/', 500, {}, 'no 500 of GET /api/blocks/'],
  ['a body where none should be', 'DELETE', '/api/chats/abc/', 204, {}, 'no application/json in a 204'],
];

test.for(answers)('of %s the schema says so', async ([, method, path, status, body, complaint]) => {
  const held = requireKnownAnswer(method, path, { status, headers: json, body });
  if (complaint === null) await expect(held).resolves.toBeUndefined();
  else await expect(held).rejects.toThrow(complaint);
});

test('an answer without the body that the schema knows of is found out', async () => {
  const bare = { status: 200, headers: new Headers(), body: undefined };
  await expect(requireKnownAnswer('GET', '/api/blocks/', bare)).rejects.toThrow('knows of a body');
});
