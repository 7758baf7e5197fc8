import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { test as cast, history, send } from './stage.ts';
import type { History, Message } from './wire.ts';

/** A session with a long past is costly to make, so the tests that only read it share one. */
const test = cast.extend('past', { scope: 'file' }, async ({ alice, bob }) => {
  const chat = await startChat(alice, bob);
  const ids: number[] = [];
  for (let round = 0; round < 41; round += 1) {
    const sending = Array.from({ length: 5 }, (_, i) =>
      send(i % 2 ? alice : bob, chat, `number ${round}.${i}`),
    );
    ids.push(...(await Promise.all(sending)).map((message) => message.id));
  }
  return { chat, ids: ids.toSorted((a, b) => a - b) };
});

function idsOf(messages: Message[]): number[] {
  return messages.map((message) => message.id);
}

describe('history', () => {
  test('is empty in a new session', async ({ alice, chat }) => {
    const reply = await alice.get<History>(chat.messages);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ uri: chat.uri, messages: [], has_more: false });
    expect(reply.body.cursor).toMatch(/./);
    expect(reply.body).toHaveProperty('id');
  });

  test('has its oldest message first', async ({ alice, bob, chat }) => {
    for (const text of ['one', 'two', 'three']) await send(text === 'two' ? bob : alice, chat, text);
    const messages = await history(bob, chat);
    expect(messages.map(({ message, user }) => [message, user.username])).toEqual([
      ['one', 'alice'],
      ['two', 'bob'],
      ['three', 'alice'],
    ]);
  });

  test('shows a new member what was said before', async ({ alice, carol }) => {
    const chat = await startChat(alice);
    await send(alice, chat, 'before you came');
    await carol.patch(chat.path, {});
    expect((await history(carol, chat))[0]?.message).toBe('before you came');
  });

  test('of one session holds nothing of another', async ({ alice, past, chat }) => {
    const { id } = await send(alice, chat, 'alone here');
    for (const query of ['', '?limit=200', `?before=${id + 1}`, '?after=0']) {
      expect(idsOf(await history(alice, chat, query)), query).toEqual([id]);
    }
    expect(idsOf(await history(alice, past.chat, '?limit=200'))).not.toContain(id);
  });

  test('is for members', async ({ alice, bob, past }) => {
    expect((await alice.get(past.chat.messages)).status).toBe(200);
    expect((await bob.get(past.chat.messages)).status).toBe(200);
  });

  test('is not for outsiders or nobody, whatever they ask for', async ({
    carol,
    nobody,
    past: { chat, ids },
  }) => {
    for (const query of ['', '?limit=1', `?before=${ids[5]}`, '?after=0', `?around=${ids[5]}`, '?limit=x']) {
      const refused = await carol.get(chat.messages + query);
      expect(refused.status).toBe(403);
      expect(refused.text).not.toContain('number');
      expect((await nobody.get(chat.messages + query)).status).toBe(401);
    }
  });

  test('of a session that does not exist is a 404', async ({ alice }) => {
    for (const uri of ['undefined', 'V'.repeat(22)]) {
      const reply = await alice.get(`/api/chats/${uri}/messages/`);
      expect(reply.status).toBe(404);
      expect(reply.body).toEqual({ detail: 'Not found.', code: 'not_found' });
    }
  });
});

describe('a page of history', () => {
  test('is the newest 100 unless asked otherwise', async ({ bob, past: { chat, ids } }) => {
    const { body } = await bob.get<History>(chat.messages);
    expect(idsOf(body.messages)).toEqual(ids.slice(-100));
    expect(body.has_more).toBe(true);
  });

  test.for([
    [1, 1],
    [7, 7],
    [200, 200],
    [201, 200],
    [1_000_000, 200],
  ] as const)('of ?limit=%i holds %i', async ([limit, size], { bob, past: { chat, ids } }) => {
    const { body } = await bob.get<History>(`${chat.messages}?limit=${limit}`);
    expect(idsOf(body.messages)).toEqual(ids.slice(-size));
    expect(body.has_more).toBe(true);
  });

  test('with ?before= holds the newest of the older ones', async ({ bob, past: { chat, ids } }) => {
    const { body } = await bob.get<History>(`${chat.messages}?limit=3&before=${ids[50]}`);
    expect(idsOf(body.messages)).toEqual(ids.slice(47, 50));
    expect(body.has_more).toBe(true);
  });

  test('with ?after= holds the oldest of the newer ones', async ({ bob, past: { chat, ids } }) => {
    const { body } = await bob.get<History>(`${chat.messages}?limit=3&after=${ids[50]}`);
    expect(idsOf(body.messages)).toEqual(ids.slice(51, 54));
    expect(body.has_more).toBe(true);
  });

  test('says when there is no more in its direction', async ({ bob, past: { chat, ids } }) => {
    const start = (await bob.get<History>(`${chat.messages}?limit=3&before=${ids[3]}`)).body;
    expect([idsOf(start.messages), start.has_more]).toEqual([ids.slice(0, 3), false]);
    const end = (await bob.get<History>(`${chat.messages}?limit=3&after=${ids.at(-4)}`)).body;
    expect([idsOf(end.messages), end.has_more]).toEqual([ids.slice(-3), false]);
    const beyond = (await bob.get<History>(`${chat.messages}?after=${ids.at(-1)}`)).body;
    expect([beyond.messages, beyond.has_more]).toEqual([[], false]);
    const beforeAll = (await bob.get<History>(`${chat.messages}?before=${ids[0]}`)).body;
    expect([beforeAll.messages, beforeAll.has_more]).toEqual([[], false]);
  });

  test('takes an id that no message of the session has as a place all the same', async ({ bob, past }) => {
    const { chat, ids } = past;
    expect(idsOf(await history(bob, chat, '?limit=2&after=0'))).toEqual(ids.slice(0, 2));
    expect(idsOf(await history(bob, chat, '?limit=2&before=999999999'))).toEqual(ids.slice(-2));
  });

  test('leads to the next until every message was seen once', async ({ bob, past: { chat, ids } }) => {
    expect(await walk(chat, 'before')).toEqual(ids);
    expect(await walk(chat, 'after')).toEqual(ids);

    async function walk(of: ChatPath, direction: 'before' | 'after'): Promise<number[]> {
      let seen: number[] = [];
      let query = direction === 'before' ? '' : '&after=0';
      for (let page = 0; page < 10; page += 1) {
        const { body } = await bob.get<History>(`${of.messages}?limit=40${query}`);
        const ids = idsOf(body.messages);
        seen = direction === 'before' ? [...ids, ...seen] : [...seen, ...ids];
        if (!body.has_more) break;
        query = `&${direction}=${direction === 'before' ? ids[0] : ids.at(-1)}`;
      }
      return seen;
    }
  });

  test('with ?around= has that message in its middle, and says what is on each side', async ({
    bob,
    past: { chat, ids },
  }) => {
    const around = async (place: number | undefined, limit: number) => {
      const { status, body } = await bob.get<History>(`${chat.messages}?limit=${limit}&around=${place}`);
      return [status, idsOf(body.messages), body.has_more, body.has_newer];
    };
    expect(await around(ids[50], 5)).toEqual([200, ids.slice(48, 53), true, true]);
    expect(await around(ids[50], 4)).toEqual([200, ids.slice(49, 53), true, true]);
    expect(await around(ids[50], 1)).toEqual([200, [ids[50]], true, true]);
    expect(await around(ids[1], 6)).toEqual([200, ids.slice(0, 5), false, true]);
    expect(await around(ids.at(-2), 6)).toEqual([200, ids.slice(-4), true, false]);
    expect((await bob.get<History>(`${chat.messages}?limit=3`)).body).not.toHaveProperty('has_newer');
  });

  test('with ?from= begins with what was said at that time or first after it', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    await carol.patch(chat.path, {});
    const said: Message[] = [];
    for (const text of ['one', 'two', 'three', 'four']) {
      said.push(await send(alice, chat, text));
      const saidMs = Date.parse(said.at(-1)?.created_at ?? '');
      await until(() => Date.now() > saidMs, { what: 'the clock goes on' });
    }
    await alice.post(chat.messages, { message: 'for bob alone', to: bob.username });
    const [, two, , four] = said;
    const from = async (time: string | undefined, rest = '') => {
      const { status, body } = await carol.get<History>(`${chat.messages}?from=${time}${rest}`);
      return status === 200 ? [body.messages.map(({ message }) => message), body.has_more] : body;
    };
    const later = (time = '', byMs = 0) => new Date(Date.parse(time) + byMs).toISOString();
    expect(await from('2020-01-01')).toEqual([['one', 'two', 'three', 'four'], false]);
    expect(await from(two?.created_at)).toEqual([['two', 'three', 'four'], false]);
    expect(await from(two?.created_at, '&limit=2')).toEqual([['two', 'three'], true]);
    expect(await from(later(two?.created_at, 1), '&limit=1')).toEqual([['three'], true]);
    // Of a whisper nobody learns by the place in which it stands.
    expect(await from(later(four?.created_at, 1))).toEqual([[], false]);
    expect(await from('2999-12-31T23:59:59+02:00'.replace('+', '%2B'))).toEqual([[], false]);
    for (const wrong of ['yesterday', '2026-13-01', '2026-02-30', '2026-11-30T10:00', '1', ''])
      expect(await from(wrong), wrong).toHaveProperty('from');
    expect(await from('2020-01-01', '&after=1')).toHaveProperty('non_field_errors');
  });

  test('around what is not there, elsewhere, or another’s whisper is one and the same 404', async ({
    alice,
    bob,
    carol,
    past,
  }) => {
    const chat = await startChat(alice, bob, carol);
    const first = await send(alice, chat, 'first');
    const secret = await bob.post<Message>(chat.messages, { message: 'psst', to: 'carol' });
    const last = await send(alice, chat, 'last');
    const around = (reader: typeof alice, id: number | undefined) =>
      reader.get<History>(`${chat.messages}?around=${id}`);
    expect(idsOf((await around(carol, secret.body.id)).body.messages)).toEqual([
      first.id,
      secret.body.id,
      last.id,
    ]);
    // Of those beside it nobody sees that something is missing.
    expect(await around(alice, first.id)).toMatchObject({
      body: { messages: [{ id: first.id }, { id: last.id }], has_more: false, has_newer: false },
    });
    const nothing = await around(alice, 999_999_999);
    expect(nothing.status).toBe(404);
    for (const id of [secret.body.id, past.ids[3], 0])
      expect((await around(alice, id)).text).toBe(nothing.text);
    await alice.delete(`${chat.messages}${first.id}/`);
    expect((await around(bob, first.id)).body.messages[0]).toMatchObject({ id: first.id, deleted: true });
  });

  test('is not asked for in both directions', async ({ bob, past: { chat, ids } }) => {
    for (const query of ['before=9&after=3', 'around=9&after=3', 'around=9&before=0', 'around=9&search=x'])
      expect((await bob.get(`${chat.messages}?${query}`)).status, query).toBe(400);
    expect((await bob.get(`${chat.messages}?before=${ids[9]}&after=${ids[3]}`)).status).toBe(400);
  });

  test.for([
    'limit=0',
    'limit=-1',
    'limit=ten',
    'limit=1.5',
    'before=x',
    'after=x',
    'before=1.5',
    'limit=1%00',
    'after=%C3%28',
  ])('?%s is refused', async (query, { bob, past: { chat } }) => {
    const reply = await bob.get(`${chat.messages}?${query}`);
    expect(reply.status, reply.text).toBe(400);
  });
});
