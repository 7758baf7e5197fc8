import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { refusedFields, test } from './stage.ts';
import { type Chat, isoTime } from './wire.ts';

interface Started extends Chat {
  status: string;
  message: string;
}

describe('starting a session', () => {
  test('makes the caller its owner and only member', async ({ alice }) => {
    const reply = await alice.post<Started>('/api/chats/', {});
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body).toMatchObject({
      status: 'SUCCESS',
      message: 'New chat session created',
      kind: 'session',
      join_policy: 'link',
      public: false,
      member_count: 1,
      is_member: true,
      role: 'owner',
      unread: 0,
      last_message: null,
    });
    expect(reply.body.owner).toMatchObject({
      username: 'alice',
      first_name: '',
      last_name: '',
      is_guest: false,
      is_bot: false,
    });
    expect(reply.body.created_at).toMatch(isoTime);
  });

  test('needs no body and no Content-Type', async ({ alice }) => {
    expect((await alice.post('/api/chats/')).status).toBe(201);
  });

  test('takes all that may be changed of it, by JSON or form, and says who set it', async ({ alice }) => {
    const wish = { name: 'Tea at Four ☕', topic: 'Cake', join_policy: 'closed', disappear_after: 3600 };
    for (const options of [{}, { form: true }]) {
      const started = await alice.post<Started>('/api/chats/', wish, options);
      expect(started.status, started.text).toBe(201);
      expect(started.body).toMatchObject(wish);
      const path = `/api/chats/${started.body.uri}/`;
      expect((await alice.get<Chat>(path)).body).toMatchObject(wish);
      const { events } = (await alice.get<{ events: object[] }>(`${path}moves/`)).body;
      expect(events).toMatchObject([
        { type: 'member.joined' },
        { type: 'disappear.updated', data: { disappear_after: 3600, by: { username: 'alice' } } },
      ]);
    }
  });

  test('gives a uri that nobody can guess, and never the same twice', async ({ alice }) => {
    const chats = await Promise.all(Array.from({ length: 20 }, () => startChat(alice)));
    for (const { uri } of chats) expect(uri).toMatch(/^[0-9A-Za-z]{22,}$/);
    expect(new Set(chats.map(({ uri }) => uri)).size).toBe(20);
  });

  test('is not for those who are not logged in', async ({ nobody }) => {
    expect((await nobody.post('/api/chats/', {})).status).toBe(401);
  });

  test.for([
    [{ name: ['a', 'list'] }, { name: ['Not a valid string.'] }],
    [{ name: true }, { name: ['Not a valid string.'] }],
    [{ name: 'a\0b' }, { name: ['Null characters are not allowed.'] }],
    [{ join_policy: 'maybe' }, { join_policy: ['"maybe" is not a valid choice.'] }],
    [{ join_policy: null }, { join_policy: ['This field may not be null.'] }],
  ] as const)('with %j is refused', async ([body, fields], { alice }) => {
    expect(refusedFields(await alice.post('/api/chats/', body))).toEqual(fields);
  });

  test('with several faults hears of each', async ({ alice }) => {
    const fields = refusedFields(await alice.post('/api/chats/', { name: {}, join_policy: 7 }));
    expect(Object.keys(fields).toSorted()).toEqual(['join_policy', 'name']);
  });

  test('with a slug but not in public is refused', async ({ alice }) => {
    expect((await alice.post('/api/chats/', { slug: 'tea-room' })).status).toBe(400);
  });
});
