import { describe, expect } from 'vitest';
import { makeBot } from '../support/bots.ts';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, type Reply, signUp } from '../support/person.ts';
import { ndjson } from '../support/stream.ts';
import { internals } from './internals.ts';
import { test as cast, refusedFields, send } from './stage.ts';
import type { FoundEverywhere, History, Sent } from './wire.ts';

const secretEmail = 'very.private@example.org';
const secretPassword = 'correct-horse-42';

const test = cast.extend('secretive', { scope: 'file' }, ({ server }) =>
  signUp(server, 'secretive', { email: secretEmail, password: secretPassword }),
);

/** Everything that the contract lets one read or do around a chat, and most of what it refuses. */
async function everythingDoneBy(person: Person, chat: ChatPath): Promise<Reply[]> {
  const { id } = (await person.post<{ id: number }>(chat.messages, { message: 'hello' })).body ?? {};
  return [
    await person.get('/auth/me/'),
    await person.patch('/auth/me/', { avatar: 5 }),
    await person.get('/api/chats/'),
    await person.get(chat.path),
    await person.patch(chat.path, {}),
    await person.get(`${chat.path}members/`),
    await person.get(`${chat.path}bans/`),
    await person.get(chat.messages),
    await person.post(chat.messages, { message: 'hello again', client_id: 'leak' }),
    await person.post(chat.messages, { message: 'hello changed', client_id: 'leak' }),
    await person.patch(`${chat.messages}${id}/`, { message: 'edited' }),
    await person.post(chat.messages, {}),
    await person.post(chat.messages, undefined, { raw: '{"a', contentType: 'application/json' }),
    await person.patch(chat.path, { username: 'no-such-person' }),
    await person.patch(chat.path, { name: {}, join_policy: {} }),
    await person.patch(`${chat.path}members/bob/`, { role: 'king' }),
    await person.get(`${chat.messages}?before=x'--`),
    await person.get(`/api/chats/${encodeURIComponent("' OR 1=1 --")}/`),
    await person.get('/api/chats/?page=99999999999999999999'),
    await person.post('/auth/users/', { username: 'SECRETIVE', password: 'whatever-else-9' }),
    await person.post('/auth/users/', { username: 'other', password: 'whatever-else-9', email: secretEmail }),
    await person.post('/auth/jwt/create/', { username: 'secretive', password: 'wrong-guess-1' }),
    await person.post('/auth/password/', { current_password: 'wrong', new_password: 'whatever-else-9' }),
    await person.post('/auth/jwt/refresh/', { token: 'a.b.c' }),
    await person.get('/api/push/'),
    await person.put('/api/push/', { endpoint: 'https://127.0.0.1/x', keys: {} }),
    await person.get(`${chat.path}bots/`),
    await person.put(`${chat.path}bots/0/hook/`, { url: 'https://127.0.0.1/' }),
    await person.get(`${chat.path}bots/0/hook/attempts/`),
  ];
}

describe('an e-mail address', () => {
  test('is shown to its owner in the own profile', async ({ secretive }) => {
    expect((await secretive.get('/auth/me/')).text).toContain(secretEmail);
  });

  test('is shown to nobody else, whoever shares the chat', async ({ alice, bob, carol, secretive }) => {
    const chat = await startChat(secretive, alice, bob);
    await send(secretive, chat, 'you know me');
    for (const person of [alice, bob, carol]) {
      for (const reply of await everythingDoneBy(person, chat)) {
        // The one reply that repeats it: the sign-up that sent it.
        if (reply.status !== 201) expect(reply.text).not.toContain('very.private');
      }
    }
  });

  test('is in no chat, member or message, not even for its owner', async ({ alice, secretive }) => {
    const chat = await startChat(secretive, alice);
    await send(secretive, chat, 'hello');
    for (const path of [chat.path, chat.messages, `${chat.path}members/`, '/api/chats/']) {
      const { text } = await secretive.get(path);
      expect(text, path).not.toContain('very.private');
      expect(text, path).not.toContain('"email"');
    }
  });
});

describe('no reply', () => {
  test('holds a password, its hash, SQL, a stack or a driver’s words', async ({
    secretive,
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, bob, secretive);
    for (const person of [alice, bob, secretive, carol]) {
      for (const reply of await everythingDoneBy(person, chat)) {
        for (const pattern of internals) expect(reply.text).not.toMatch(pattern);
        expect(reply.text).not.toContain(secretPassword);
        expect(reply.text).not.toContain(person.password);
      }
    }
  });

  test('names the software or its version in a header', async ({ alice }) => {
    const { headers } = await alice.get('/api/chats/');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server') ?? '').not.toMatch(/\d/);
  });

  test('repeats the token but that of logging in', async ({ alice, chat }) => {
    for (const path of ['/auth/me/', '/api/chats/', chat.path, chat.messages]) {
      expect((await alice.get(path)).text).not.toContain(alice.token.slice(-20));
    }
  });

  test('to an outsider holds a word of what is said inside', async ({ alice, bob, carol, nobody, chat }) => {
    const bot = `${chat.path}bots/${(await makeBot(alice, chat, 'under the oak')).user.id}/`;
    const { id } = await send(bob, chat, 'the treasure is under the oak');
    const path = `${chat.messages}${id}/`;
    const attempts = [carol, nobody].flatMap((outsider) => [
      outsider.get(chat.path),
      outsider.get(chat.messages),
      outsider.get(`${chat.messages}?after=0`),
      outsider.post(chat.messages, { message: 'x' }),
      outsider.patch(path, { message: 'x' }),
      outsider.delete(path),
      outsider.get(`${chat.path}members/`),
      outsider.get(`${chat.path}bans/`),
      outsider.get('/api/chats/'),
      outsider.patch(chat.path, { name: 'x' }),
      outsider.get(`${chat.path}events/`, { headers: ndjson }),
      outsider.get(`${chat.path}bots/`),
      outsider.put(`${bot}hook/`, { url: 'https://hooks.example/' }),
      outsider.get(`${bot}hook/`),
      outsider.get(`${bot}hook/attempts/`),
      outsider.post(`${bot}key/`),
    ]);
    for (const reply of await Promise.all(attempts)) expect(reply.text).not.toMatch(/treasure|oak|bob/);
    expect((await alice.get(chat.messages)).text).toContain('treasure');
  });
});

describe('a search in all chats', () => {
  test('finds what one may see, the newest first, in pages, and nothing else', async ({
    server,
    alice,
    bob,
  }) => {
    const me = await signUp(server, 'seeker');
    const find = async (query: string) => {
      const reply = await me.get<FoundEverywhere>(`/api/messages/?search=${query}`);
      expect(reply.status, reply.text).toBe(200);
      return { ids: reply.body.messages.map(({ id }) => id), ...reply.body };
    };
    const [one, two, left, none] = [
      await startChat(alice, bob, me),
      await startChat(bob, alice, me),
      await startChat(alice, me),
      await startChat(alice, bob),
    ];
    const first = await send(alice, one, 'A truffle, before I came');
    const [second, third] = [
      await send(me, two, 'Truffles, so many'),
      await send(bob, one, 'No TRUFFLE left'),
    ];
    const psst = (await alice.post<Sent>(one.messages, { message: 'my truffle', to: 'seeker' })).body;
    const hidden = [
      (await alice.post<Sent>(one.messages, { message: 'our truffle', to: 'bob' })).body,
      await send(alice, left, 'a truffle where I was'),
      await send(bob, none, 'a truffle of others'),
    ];
    const gone = await send(alice, two, 'a truffle, taken back');
    await alice.delete(`${two.messages}${gone.id}/`);
    await me.delete(`${left.path}members/seeker/`);

    const all = await find('truff');
    expect(all.ids).toEqual([psst.id, third.id, second.id, first.id]);
    expect(all.messages.map(({ uri }) => uri)).toEqual([one.uri, one.uri, two.uri, one.uri]);
    expect(all.messages[1]).toEqual(
      (await me.get<History>(`${one.messages}?around=${third.id}&limit=1`)).body.messages[0],
    );
    for (const { id } of hidden) expect(all.ids).not.toContain(id);
    expect(await find('truffle&limit=2')).toMatchObject({ ids: [psst.id, third.id], has_more: true });
    expect(await find(`truff&limit=2&before=${third.id}`)).toMatchObject({
      ids: [second.id, first.id],
      has_more: false,
    });
    // A place in somebody else's history tells nothing of it.
    expect((await find(`truff&before=${(hidden[2]?.id ?? 0) + 1}`)).ids).toEqual(all.ids);
    expect((await find('truffle%20left')).ids).toEqual([third.id]);
    for (const nothing of ['%3F', '%22%20OR%20%22', '%40', 'nowhere'])
      expect((await find(nothing)).ids).toEqual([]);
    await alice.delete(`${one.path}members/seeker/`);
    expect((await find('truff')).ids).toEqual([second.id]);
  });

  test('is for who is logged in, and for words', async ({ alice, nobody }) => {
    expect((await nobody.get('/api/messages/?search=x')).status).toBe(401);
    for (const query of ['', '?search=', `?search=${'x'.repeat(201)}`])
      expect(refusedFields(await alice.get(`/api/messages/${query}`))).toHaveProperty('search');
    expect(refusedFields(await alice.get('/api/messages/?search=x&before=y'))).toHaveProperty('before');
  });
});
