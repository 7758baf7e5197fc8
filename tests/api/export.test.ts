import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Caller, type Person, type Reply, signUp } from '../support/person.ts';
import { history, refusedFields, send, test } from './stage.ts';
import { isoTime, type Message, type Sent } from './wire.ts';

interface Exported {
  chat: { uri: string; name: string };
  exported_at: string;
  messages: Message[];
}

async function exported(reader: Caller, chat: ChatPath, format: string): Promise<Reply<Exported>> {
  const reply = await reader.get<Exported>(`${chat.path}export/?format=${format}`);
  expect(reply.status, reply.text).toBe(200);
  return reply;
}

/** A file's lines behind its head. */
async function textLines(reader: Caller, chat: ChatPath): Promise<string[]> {
  return (await exported(reader, chat, 'txt')).text.split('\n').slice(2, -1);
}

async function whisper(author: Person, chat: ChatPath, to: string, message: string): Promise<Sent> {
  const reply = await author.post<Sent>(chat.messages, { message, to });
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

/** RFC 4180, as a spreadsheet reads it. */
function parseCsv(text: string): Record<string, string>[] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  const [names = [], ...lines] = rows.slice(0, -1);
  return lines.map((line) => Object.fromEntries(line.map((cell, i) => [names[i], cell])));
}

async function csvRows(reader: Caller, chat: ChatPath): Promise<Record<string, string>[]> {
  // As text the mark for UTF-8 at the beginning is taken away.
  return parseCsv((await exported(reader, chat, 'csv')).text);
}

describe('an export as JSON', () => {
  test('is the chat and all of its messages as the history shows them', async ({ alice, bob, chat }) => {
    await alice.patch(chat.path, { name: 'Garden' });
    for (let number = 0; number < 12; number += 1)
      await send(number % 2 ? alice : bob, chat, `number ${number}`);
    const { body } = await exported(bob, chat, 'json');
    expect(body.chat).toMatchObject({ uri: chat.uri, name: 'Garden' });
    expect(body.exported_at).toMatch(isoTime);
    expect(body.messages).toEqual(await history(bob, chat));
    expect(Object.keys(body)).toEqual(['chat', 'exported_at', 'messages']);
  });

  test('is what one gets unless asked otherwise, also of a chat without messages', async ({
    alice,
    chat,
  }) => {
    const reply = await alice.get<Exported>(`${chat.path}export/`);
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(reply.body.messages).toEqual([]);
  });

  test('is whole beyond one piece', async ({ alice, chat }) => {
    const batch = Array.from({ length: 1100 }, (_, i) => i);
    while (batch.length > 0) await Promise.all(batch.splice(0, 100).map((i) => send(alice, chat, `n ${i}`)));
    const ids = (await exported(alice, chat, 'json')).body.messages.map(({ id }) => id);
    expect(ids).toHaveLength(1100);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  });
});

describe('an export as text', () => {
  test('has a line for each message, with its time and who said it', async ({ alice, bob, chat }) => {
    const { created_at: at } = await send(alice, chat, 'Shall we meet?');
    await send(bob, chat, 'At six.');
    const { headers, text } = await exported(bob, chat, 'txt');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text).toContain(`\n[${at.slice(0, 10)} ${at.slice(11, 19)}] alice: Shall we meet?\n`);
    expect(text).toMatch(/\] bob: At six\.\n$/);
  });

  test('marks what is deleted, edited, whispered, or of more than one line', async ({ alice, bob, chat }) => {
    const [gone, changed] = [await send(alice, chat, 'gone'), await send(alice, chat, 'teh')];
    await alice.delete(`${chat.messages}${gone.id}/`);
    await alice.patch(`${chat.messages}${changed.id}/`, { message: 'the' });
    await whisper(bob, chat, 'alice', 'psst');
    await bob.post(chat.messages, { message: 'yes', reply_to: changed.id });
    await send(bob, chat, 'one\n[2026-01-01 00:00:00] alice: forged\r\nthree\u2028four\u001b[2J');
    expect((await textLines(alice, chat)).map((line) => line.replace(/^\[.{19}\] /, ''))).toEqual([
      'alice: (deleted)',
      'alice: the (edited)',
      'bob to alice (whisper): psst',
      'bob, answering alice: yes',
      'bob: one',
      '    [2026-01-01 00:00:00] alice: forged',
      '    three',
      '    four\ufffd[2J',
    ]);
  });
});

describe('an export as CSV', () => {
  test('has a head and a row for each message, and begins with the mark for UTF-8', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const first = await send(alice, chat, 'A "quoted", comma\nand a line; naïve 東京');
    await alice.post(chat.messages, { message: 'As I said', reply_to: first.id });
    await whisper(bob, chat, 'alice', ' psst ');
    const url = `${server.url}${chat.path}export/?format=csv`;
    const bytes = await (await fetch(url, { headers: { Authorization: `JWT ${alice.token}` } })).bytes();
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const { headers, text } = await exported(alice, chat, 'csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.replaceAll('\r\n', '').match(/\r/)).toBeNull();
    expect(await csvRows(alice, chat)).toMatchObject([
      {
        id: String(first.id),
        created_at: first.created_at,
        username: 'alice',
        to: '',
        message: first.message,
        deleted: 'false',
        reply_to: '',
      },
      { message: 'As I said', reply_to: String(first.id) },
      { username: 'bob', to: 'alice', message: ' psst ', polarity: '0' },
    ]);
  });

  test.for([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
  ])('holds no formula for %j', async (message, { alice, chat }) => {
    await send(alice, chat, message);
    expect(await csvRows(alice, chat)).toMatchObject([{ message: `'${message}` }]);
  });

  test('leaves numbers and harmless text as they are', async ({ alice, chat }) => {
    for (const message of ['a=b', "'quoted'", '100 %', 'I hate this, it is horrible.'])
      await send(alice, chat, message);
    const rows = await csvRows(alice, chat);
    expect(rows.map(({ message }) => message)).toEqual([
      'a=b',
      "'quoted'",
      '100 %',
      'I hate this, it is horrible.',
    ]);
    expect(Number(rows.at(-1)?.polarity)).toBeLessThan(0);
  });

  test('defuses a name that is a formula', async ({ server, alice }) => {
    const joker = await signUp(server, '@joker', { display_name: '=1+1' });
    const chat = await startChat(alice, joker);
    await send(joker, chat, 'hello');
    expect(await csvRows(alice, chat)).toMatchObject([{ username: "'@joker", display_name: "'=1+1" }]);
  });
});

describe('a download', () => {
  test('has a name of its own and is nothing to run or keep', async ({ alice, chat }) => {
    await alice.patch(chat.path, { name: 'Süße "Gärten"\r\nX: y' });
    const { headers } = await exported(alice, chat, 'csv');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="Sue?e?-Garten-X-y-\d{4}-\d\d-\d\d\.csv"; filename\*=UTF-8''S%C3%BC%C3%9Fe%20[\w%.-]+\.csv$/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  test('of a HEAD has the headers alone', async ({ alice, chat }) => {
    const reply = await alice.request('HEAD', `${chat.path}export/?format=txt`);
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(reply.headers.get('content-disposition')).toContain('.txt');
  });

  test.for(['xml', '', 'JSON', '__proto__', 'constructor', '%00'])(
    'in the format %j is refused',
    async (format, { alice, chat }) => {
      const fields = refusedFields(await alice.get(`${chat.path}export/?format=${format}`));
      expect(fields.format?.[0]).toMatch(/^".*" is not a valid choice\.$/s);
      expect(Object.keys(fields)).toEqual(['format']);
    },
  );

  test('is for members', async ({ alice, bob, carol, nobody, chat }) => {
    await send(alice, chat, 'the treasure is under the oak');
    for (const format of ['json', 'txt', 'csv']) {
      const path = `${chat.path}export/?format=${format}`;
      expect((await bob.get(path)).text).toContain('treasure');
      const refused = await carol.get(path);
      expect([refused.status, refused.body]).toMatchObject([403, { code: 'not_a_member' }]);
      expect(refused.headers.get('content-disposition')).toBeNull();
      expect((await nobody.get(path)).status).toBe(401);
    }
    expect((await alice.get(`/api/chats/${'V'.repeat(22)}/export/`)).status).toBe(404);
    expect((await carol.get(`${chat.path}export/?format=xml`)).status).toBe(403);
    await bob.delete(`${chat.path}members/bob/`);
    expect((await bob.get(`${chat.path}export/`)).status).toBe(403);
  });

  test('holds nothing of another chat', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    await send(alice, other, 'only there');
    for (const format of ['json', 'txt', 'csv']) {
      expect((await exported(bob, chat, format)).text).not.toContain('only there');
      expect((await exported(bob, other, format)).text).toContain('only there');
    }
  });
});

describe('a whisper in an export', () => {
  test('is there for its two, and leaves the owner no trace in any format', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await send(bob, chat, 'aloud');
    const read = async (format: string) =>
      (await exported(alice, chat, format)).text.replace(/"exported_at":"[^"]*"|, [-\d: ]* UTC/, '');
    const before = [await read('json'), await read('txt'), await read('csv')];
    const { id } = await whisper(bob, chat, 'carol', 'a surprise');
    const other = await whisper(bob, chat, 'carol', 'another surprise');
    await bob.delete(`${chat.messages}${other.id}/`);
    expect([await read('json'), await read('txt'), await read('csv')]).toEqual(before);
    for (const reader of [bob, carol]) {
      expect((await exported(reader, chat, 'json')).body.messages).toMatchObject([
        {},
        { id },
        { deleted: true },
      ]);
      expect(await textLines(reader, chat)).toHaveLength(3);
      expect(await csvRows(reader, chat)).toHaveLength(3);
    }
  });
});
