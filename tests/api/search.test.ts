import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Caller, type Person, signUp } from '../support/person.ts';
import { test as cast, refusedFields, send } from './stage.ts';
import type { History, Sent } from './wire.ts';

/** Read by many tests, changed by none: 12 messages, every third about tea. */
const test = cast.extend('talk', { scope: 'file' }, async ({ alice, bob }) => {
  const chat = await startChat(alice, bob);
  const tea: number[] = [];
  for (let number = 0; number < 12; number += 1) {
    const text = number % 3 === 0 ? `Tea number ${number}?` : `Something else, number ${number}.`;
    const { id } = await send(number % 2 ? alice : bob, chat, text);
    if (number % 3 === 0) tea.push(id);
  }
  return { chat, tea };
});

async function found(reader: Caller, chat: ChatPath, search: string, query = ''): Promise<History> {
  const reply = await reader.get<History>(`${chat.messages}?search=${encodeURIComponent(search)}${query}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
}

async function textsFound(reader: Caller, chat: ChatPath, search: string): Promise<(string | null)[]> {
  return (await found(reader, chat, search)).messages.map(({ message }) => message);
}

function idsOf({ messages }: History): number[] {
  return messages.map(({ id }) => id);
}

async function whisper(author: Person, chat: ChatPath, to: string, message: string): Promise<Sent> {
  const reply = await author.post<Sent>(chat.messages, { message, to });
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

describe('a search', () => {
  test('finds messages by a word in any case, oldest first, in the shape of the history', async ({
    bob,
    talk: { chat, tea },
  }) => {
    const body = await found(bob, chat, 'tea');
    expect(idsOf(body)).toEqual(tea);
    expect(body).toMatchObject({ uri: chat.uri, has_more: false, cursor: expect.stringMatching(/./) });
    const whole = (await bob.get<History>(chat.messages)).body;
    expect(Object.keys(body)).toEqual(Object.keys(whole));
    expect(body.messages).toEqual(whole.messages.filter(({ id }) => tea.includes(id)));
  });

  test('wants all of its words, in any order, the last one begun', async ({ alice, talk: { chat } }) => {
    expect(await textsFound(alice, chat, '3 TEA num')).toEqual(['Tea number 3?']);
    expect(await textsFound(alice, chat, 'num 3 tea')).toEqual([]);
    expect(await textsFound(alice, chat, 'tea else')).toEqual([]);
    expect(await textsFound(alice, chat, 'ea')).toEqual([]);
  });

  test('pages as the history does: the newest first, then before and after', async ({
    alice,
    talk: { chat, tea },
  }) => {
    const [first = 0, second = 0, third = 0, fourth = 0] = tea;
    const page = async (query: string) => {
      const body = await found(alice, chat, 'tea', query);
      return [idsOf(body), body.has_more];
    };
    expect(await page('&limit=2')).toEqual([[third, fourth], true]);
    expect(await page(`&limit=2&before=${third}`)).toEqual([[first, second], false]);
    expect(await page(`&limit=1&before=${third}`)).toEqual([[second], true]);
    expect(await page(`&limit=2&after=${first}`)).toEqual([[second, third], true]);
    expect(await page(`&after=${fourth}`)).toEqual([[], false]);
    const both = await alice.get(`${chat.messages}?search=tea&before=1&after=1`);
    expect(refusedFields(both)).toHaveProperty('non_field_errors');
  });

  test('for nothing is no search, and for what is no word finds nothing', async ({
    alice,
    talk: { chat },
  }) => {
    for (const blank of ['', ' ', '\t\n'])
      expect((await found(alice, chat, blank)).messages).toHaveLength(12);
    for (const search of ['?', '*', '"', '"" -', '👍', '\u0001', "';--", '()']) {
      expect(await found(alice, chat, search), search).toMatchObject({ messages: [], has_more: false });
    }
  });

  test.for([
    ...['tea OR else', 'NOT tea', 'tea AND', 'NEAR(tea number)', 'words : tea', '"tea', 'tea"*', '^tea'],
    ...['tea & !number', 'tea | else', "tea' | 'else", 'tea:A', '<->', 'te*a', '-tea', 'tea\\', '{tea}'],
  ])('takes %s for words and never for a query language', async (search, { alice, talk: { chat } }) => {
    const words: string[] = search.toLowerCase().match(/[a-z]+/g) ?? [];
    const { messages } = (await alice.get<History>(chat.messages)).body;
    const last = words.at(-1) ?? '';
    const expected = messages.filter(({ message }) => {
      const said: string[] = message?.toLowerCase().match(/[a-z]+/g) ?? [];
      const isLastBegun = said.some((word) => word.startsWith(last));
      return isLastBegun && words.slice(0, -1).every((word) => said.includes(word));
    });
    expect(await textsFound(alice, chat, search)).toEqual(
      words.length === 0 ? [] : expected.map(({ message }) => message),
    );
  });

  test('ignores accents, and finds what is written without spaces', async ({ alice, chat }) => {
    for (const text of ['Un CAFÉ noir', 'ÄRGER über Öl', '私は東京タワーに行く', 'Привет, Ёлка'])
      await send(alice, chat, text);
    for (const search of ['cafe', 'café', 'CAFÉ NO'])
      expect(await textsFound(alice, chat, search)).toEqual(['Un CAFÉ noir']);
    for (const search of ['arger', 'ärger ol']) expect(await textsFound(alice, chat, search)).toHaveLength(1);
    for (const search of ['東京', '京', 'タワー'])
      expect(await textsFound(alice, chat, search)).toHaveLength(1);
    expect(await textsFound(alice, chat, '北京')).toEqual([]);
    expect(await textsFound(alice, chat, 'елк')).toHaveLength(1);
  });

  test('is refused with a NUL, half a character or 201 of them', async ({ alice, talk: { chat } }) => {
    for (const search of ['%00', 'x'.repeat(201)]) {
      const fields = refusedFields(await alice.get(`${chat.messages}?search=${search}`));
      expect(Object.keys(fields)).toEqual(['search']);
    }
    expect((await found(alice, chat, 'x'.repeat(200))).messages).toEqual([]);
    expect((await found(alice, chat, 'ﷺ'.repeat(200))).messages).toEqual([]);
  });
});

describe('what is found keeps up', () => {
  test('with an edit: by the new text and not by the old', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'coffee at six');
    await alice.patch(`${chat.messages}${id}/`, { message: 'cocoa at six' });
    expect(await textsFound(bob, chat, 'cocoa')).toEqual(['cocoa at six']);
    expect(await textsFound(bob, chat, 'coffee')).toEqual([]);
  });

  test('with a deletion: not found, not even by its author', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'forget this');
    await send(alice, chat, 'forget that');
    await alice.delete(`${chat.messages}${id}/`);
    for (const reader of [alice, bob])
      expect(await textsFound(reader, chat, 'forget')).toEqual(['forget that']);
  });

  test('with a deleted account: the words stay', async ({ server, alice }) => {
    const author = await signUp(server, 'search-leaver');
    const chat = await startChat(alice, author);
    await send(author, chat, 'remember me');
    await author.delete('/auth/me/', { current_password: author.password });
    expect(await textsFound(alice, chat, 'remember')).toEqual(['remember me']);
  });

  test('with a deleted chat: the others are found as before', async ({ alice, bob, chat }) => {
    const doomed = await startChat(alice, bob);
    for (const place of [doomed, chat, doomed]) await send(alice, place, 'same words everywhere');
    expect((await alice.delete(doomed.path)).status).toBe(204);
    expect((await bob.get(`${doomed.messages}?search=same`)).status).toBe(404);
    expect(await textsFound(bob, chat, 'same words')).toHaveLength(1);
    await send(bob, chat, 'same words again');
    expect(await textsFound(bob, chat, 'same words')).toHaveLength(2);
  });

  test('with a restart', async ({ server, alice, chat }) => {
    await send(alice, chat, 'durable words');
    await server.halt();
    await server.resume();
    expect(await textsFound(alice, chat, 'durable')).toHaveLength(1);
  });
});

describe('a search is for members', () => {
  test('and not for outsiders, nobody, or who left', async ({ alice, bob, carol, nobody }) => {
    const chat = await startChat(alice, bob);
    await send(alice, chat, 'the treasure is under the oak');
    const path = `${chat.messages}?search=treasure`;
    expect((await carol.get(path)).text).not.toMatch(/oak|"messages"/);
    expect((await carol.get(path)).status).toBe(403);
    expect((await nobody.get(path)).status).toBe(401);
    expect(await textsFound(bob, chat, 'treasure')).toHaveLength(1);
    await bob.delete(`${chat.path}members/bob/`);
    expect((await bob.get(path)).status).toBe(403);
  });

  test('and finds nothing of another chat', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    await send(alice, other, 'only there');
    expect(await textsFound(bob, other, 'only')).toHaveLength(1);
    expect(await textsFound(bob, chat, 'only')).toEqual([]);
  });
});

describe('a whisper', () => {
  test('is found by its two', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await whisper(bob, chat, 'carol', 'psst, a surprise');
    for (const reader of [bob, carol]) {
      expect(await textsFound(reader, chat, 'surprise')).toEqual(['psst, a surprise']);
    }
  });

  test('leaves the owner no trace: no hit, no has_more, no other ETag', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await send(bob, chat, 'a surprise aloud');
    const read = () => alice.get<History>(`${chat.messages}?search=surprise&limit=1`);
    const before = await read();
    const { id } = await whisper(bob, chat, 'carol', 'a surprise');
    await bob.patch(`${chat.messages}${id}/`, { message: 'a surprise, a cake' });
    const after = await read();
    expect(after.body.messages).toEqual(before.body.messages);
    expect(after.body.has_more).toBe(false);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    expect(await textsFound(alice, chat, 'cake')).toEqual([]);
  });
});

describe('a search’s reply', () => {
  test('is a 304 while nothing is new, and whole for other words', async ({ alice, chat }) => {
    await send(alice, chat, 'first find');
    const first = await alice.get(`${chat.messages}?search=find`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[!#-~]+"$/);
    const again = (search: string) =>
      alice.get(`${chat.messages}?search=${search}`, { headers: { 'If-None-Match': etag } });
    expect(await again('find')).toMatchObject({ status: 304, text: '' });
    for (const other of ['first', 'Find', '', '%E4%BA%AC']) expect((await again(other)).status).toBe(200);
    await send(alice, chat, 'second find');
    expect((await again('find')).status).toBe(200);
  });
});
