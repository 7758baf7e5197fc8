import fc from 'fast-check';
import { anyText } from '../support/any-text.ts';
import type { CallOptions } from '../support/person.ts';

/**
 * Requests as an attacker, a broken client or a bored person would make them: generated, so that nobody has to think
 * of every case, and full of the values that are known to break parsers, drivers and databases.
 */
export interface NastyRequest {
  /** Fills the `{...}` places of a route's path. */
  place: { uri: string; id: string; username: string };
  query: string;
  body: unknown;
  options: CallOptions;
}

const fieldNames = [
  ...[
    'username',
    'password',
    'display_name',
    'email',
    'avatar',
    'token',
    'all',
    'current_password',
    'new_password',
  ],
  ...['name', 'join_policy', 'public', 'slug', 'invite', 'message', 'client_id', 'to', 'role', 'message_id'],
  ...['image', 'images'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''],
];

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\u0085',
    '__proto__',
    'constructor',
    'true',
    'null',
  ),
  fc.constantFrom('x'.repeat(5000), '😀'.repeat(4001), 'ﷺ'.repeat(150), '-1', '1e400', 'NaN', '9'.repeat(30)),
  fc.constantFrom(
    "' OR 1=1 --",
    '%s%n',
    '../../etc/passwd',
    '\u202eabc',
    'data:image/png;base64,AAAA',
    'alice',
  ),
  fc.constantFrom(
    // A picture of one pixel, an SVG, a GIF that is none, and what no decoder should be asked about.
    'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAQKAAAALAAAAAABAAEAAAICRAEAOw==',
    'data:image/png;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=',
    'data:image/gif;base64,R0lGODlh/////4AAAAAAAP///zs=',
  ),
  anyText(40),
);

const deep = '['.repeat(5_000) + ']'.repeat(5_000);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.constantFrom(null, true, false, 0, -1, -0, 1.5, 1e308, 2 ** 53, 2 ** 63, -(2 ** 31)),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }),
);

const names = fc.oneof(fc.constantFrom(...fieldNames), text);
const fields = fc.dictionary(names, value, { maxKeys: 6, noNullPrototype: true });
const formFields = fc.dictionary(names, text, { maxKeys: 6, noNullPrototype: true });

const rawJson = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[',
    'null',
    '7',
    '"text"',
    'NaN',
    '\ufeff{}',
    '{"a":1}{}',
    '{"message":"\\ud800"}',
  ),
  fc.constantFrom(deep, `{"message":${deep}}`, '{"a":'.repeat(20_000), `{"${'k'.repeat(100_000)}":1}`),
  fc.constantFrom('{"avatar":1e999}', '{"avatar":-9223372036854775809}', '{"__proto__":{"message":"x"}}'),
  fields.map((body) => JSON.stringify(body).slice(0, -1)),
);

const rawForm = fc.oneof(
  fc.constantFrom(
    '%',
    'message=%',
    'message=%ff',
    'a=%C3%28',
    'message[]=1&message[a]=2',
    '&&==&=&',
    '=',
    '+=+',
  ),
  fc.constantFrom(
    'a=1&'.repeat(20_000),
    `message=${'%00'.repeat(3)}`,
    '__proto__[x]=1',
    `${'k'.repeat(50_000)}=v`,
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 100 }),
);

const boundary = 'multipart/form-data; boundary=b';
const rawMultipart = fc.oneof(
  fc.constantFrom(
    '',
    '--b',
    '--b--',
    '--b\r\n\r\n\r\n--b--',
    '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--',
  ),
  fc.constantFrom(
    '--b\r\nContent-Disposition: form-data; name="message"\r\n\r\ncut off',
    '--b\r\nContent-Disposition: form-data; name="message"; filename="m.txt"\r\n\r\nx\r\n--b--\r\n',
    '--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n',
    `--b\r\nContent-Disposition: form-data; name="${'n'.repeat(20_000)}"\r\n\r\nx\r\n--b--\r\n`,
    '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(3_000),
  ),
  fc
    .array(fc.constantFrom('', 'GIF89a', 'GIF89a\x01\0\x01\0;', '<svg/>', 'RIFF\x01\0\0\0WEBPVP8 ', 'x'), {
      maxLength: 2,
    })
    .map((files) => {
      const parts = files.map(
        (file) => `--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n${file}\r\n`,
      );
      return `${parts.join('')}--b--\r\n`;
    }),
);

const contentTypes = [
  ...['application/json', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded', boundary],
  ...['multipart/form-data', 'text/plain', 'image/png', 'a', '/', ';;;', 'application/json;charset="'],
];

type Sent = Pick<NastyRequest, 'body'> & { options: CallOptions };
const raw = (contentType: string) => (content: string) => ({
  body: undefined,
  options: { raw: content, contentType },
});

const sent: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 4, arbitrary: fields.map((body) => ({ body, options: {} })) },
  { weight: 2, arbitrary: formFields.map((body) => ({ body, options: { form: true } })) },
  value.map((body) => ({ body, options: {} })),
  rawJson.map(raw('application/json')),
  rawForm.map(raw('application/x-www-form-urlencoded')),
  rawMultipart.map(raw(boundary)),
  fc
    .tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...contentTypes))
    .map(([bytes, contentType]) => ({
      body: undefined,
      options: { raw: new Uint8Array(bytes), contentType },
    })),
);

const headerValue = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    'W/"',
    '"',
    'x'.repeat(300),
    'wait=',
    'q=,;',
    'gzip',
    'br',
    'JWT',
    'Bearer a.b.c',
    '0',
  ),
  fc.string({ maxLength: 30 }),
);
const headerNames = [
  'Idempotency-Key',
  'If-None-Match',
  'Accept',
  'Content-Encoding',
  'Prefer',
  'Origin',
  'Range',
];
const headers = fc.dictionary(fc.constantFrom(...headerNames), headerValue, { maxKeys: 1 });

/** A text as one segment of a path or one value of a query: escaped as it should be, or in ways it should not. */
const segment = fc.oneof(
  text.map((content) => encodeURIComponent(content.slice(0, 200).toWellFormed())),
  fc.constantFrom('%00', '%', '%zz', '%E0%A4%A', '%ff', '%2F', '..%2f', '%252e', '*', ':', '(', 'undefined'),
);

const queryKeys = [
  'limit',
  'before',
  'after',
  'page',
  'page_size',
  'kind',
  'ban',
  'search',
  'buckets',
  'format',
  'cursor',
  'wait',
  'client',
  'limit[]',
  '__proto__',
  '',
];
const query = fc
  .array(fc.tuple(fc.constantFrom(...queryKeys), segment), { maxLength: 3 })
  .map((pairs) => pairs.map(([key, content]) => `${key}=${content}`).join('&'));

/** Half of the places are real ones, so that what lies behind the look-up is reached as well. */
export function nastyRequests(real: NastyRequest['place']): fc.Arbitrary<NastyRequest> {
  const place = fc.record({
    uri: fc.oneof({ weight: 4, arbitrary: fc.constant(real.uri) }, segment),
    id: fc.oneof({ weight: 2, arbitrary: fc.constant(real.id) }, segment),
    username: fc.oneof({ weight: 2, arbitrary: fc.constant(real.username) }, segment),
  });
  return fc.record({ place, query, sent, headers }).map(({ sent: { body, options }, headers, ...rest }) => ({
    ...rest,
    body,
    options: { ...options, headers },
  }));
}
