import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlLine } from '../../api/docs/curl.ts';
import type { Field } from '../../api/docs/fields.ts';
import { html, prose } from '../../api/docs/html.ts';
import { valuesIn } from '../../web/docs/found-values.ts';
import { type Entry, requestOf } from '../../web/docs/request.ts';

const field = (name: string, where: Field['where'], example: unknown): Field => ({
  ...{ name, where, example, isRequired: true },
  ...{ kind: 'text', choices: [], type: '', description: '' },
});

const call = (method: string, path: string, ...fields: Field[]) => ({
  ...{ id: 'x', method, path, tag: '', summary: '', description: '', token: 'required' as const },
  ...{ fields, answers: [], refusals: [] },
});

/** What a shell hands to a command that is called curl. */
function argumentsOf(line: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; H=http://h TOKEN=t CHAT=c; ${line}`;
  return execFileSync('bash', ['-uc', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test('whatever stands in an example arrives as it is, through a shell', () => {
  const nasty = `it's "so" $HOME \`id\` $(id) \\n ! & + % ; | # 50 % öö 👍\nnext`;
  const line = curlLine(call('POST', '/api/chats/{uri}/messages/', field('message', 'body', nasty)));
  expect(argumentsOf(line)).toEqual([
    'http://h/api/chats/c/messages/',
    ...['-H', 'Authorization: JWT t'],
    ...['--data-urlencode', `message=${nasty}`],
  ]);
  const named = curlLine(call('PUT', '/api/blocks/{username}/', field('username', 'path', `a/b$c"'`)));
  expect(argumentsOf(named).slice(0, 3)).toEqual(['-X', 'PUT', `http://h/api/blocks/a%2Fb%24c%22'/`]);
});

test('markup in a text is shown and not obeyed, and backticks are code', () => {
  expect(html`<p title="${`"'`}">${'<b> & co'}${[html`<i>`, '>']}${null}${false}</p>`.markup).toBe(
    '<p title="&quot;&#39;">&lt;b&gt; &amp; co<i>&gt;</p>',
  );
  expect(prose("a chat's `b<c'` d").markup).toBe('a chat’s <code>b&lt;c&#39;</code> d');
});

const entry = (name: string, where: Entry['where'], value: string, kind = ''): Entry => ({
  ...{ name, where, value, kind, file: null },
});

test('a form is sent as its call wants it: places escaped, what is empty left out, numbers as numbers', () => {
  const { address, init } = requestOf({
    method: 'PUT',
    path: '/api/chats/{uri}/read/',
    entries: [
      entry('uri', 'path', 'a/b?c'),
      entry('limit', 'query', '5 & 6'),
      entry('before', 'query', ''),
      entry('message_id', 'body', '7', 'number'),
      entry('count', 'body', 'seven', 'number'),
      entry('public', 'body', 'false', 'boolean'),
      entry('note', 'body', ''),
    ],
  });
  expect(address).toBe('/api/chats/a%2Fb%3Fc/read/?limit=5+%26+6');
  expect(JSON.parse(String(init.body))).toEqual({ message_id: 7, count: 'seven', public: false });
  expect(requestOf({ method: 'GET', path: '/x/', entries: [] })).toEqual({
    address: '/x/',
    init: { method: 'GET' },
  });
});

test('what an answer names goes on to other calls, but for what only looks like it', () => {
  const message = { id: 7, uri: 'c', sentiment: { polarity: 0 }, image: { url: '/api/images/n_1/' } };
  const ofMessage = { uri: 'c', id: '7', message_id: '7', name: 'n_1' };
  expect(valuesIn({ ...message, cursor: 'k' })).toEqual({ ...ofMessage, cursor: 'k' });
  expect(valuesIn({ id: 1, uri: 'c', messages: [{ ...message, id: 6 }, message], cursor: 'k' })).toEqual({
    ...ofMessage,
    cursor: 'k',
  });
  expect(valuesIn({ results: [{ code: 'h3', uses: 0 }] })).toEqual({ code: 'h3' });
  expect(valuesIn({ detail: 'Not found.', code: 'not_found' })).toEqual({});
  for (const nothing of [null, 'text', 7, [], undefined]) expect(valuesIn(nothing)).toEqual({});
});
