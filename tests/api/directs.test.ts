import { describe, expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import { type Person, type Reply, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsOf, eventsSince } from './polling.ts';
import { history, refusedFields, send, test } from './stage.ts';
import type { Chat, LogIn, Page } from './wire.ts';

function open(person: Person, username: string): Promise<Reply<Chat>> {
  return person.post<Chat>('/api/directs/', { username });
}

function at({ uri }: Chat): ChatPath {
  return { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
}

describe('a private chat', () => {
  test('is made at the first call and is the same ever after, for both', async ({ server, alice }) => {
    const dana = await signUp(server, 'dana');
    const made = await open(alice, 'dana');
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({ kind: 'direct', public: false, member_count: 2, is_member: true });
    expect(made.body.uri).toMatch(/^[A-Za-z0-9]{22,}$/);
    for (const again of [await open(alice, 'DANA'), await open(dana, 'alice')]) {
      expect(again.status, again.text).toBe(200);
      expect(again.body.uri).toBe(made.body.uri);
    }
    for (const [person, other] of [
      [alice, 'dana'],
      [dana, 'alice'],
    ] as const) {
      const shown = (await person.get<Chat>(at(made.body).path)).body;
      expect(shown.members.map((member) => member.username)).toContain(other);
      const listed = (await person.get<Page<Chat>>('/api/chats/?kind=direct')).body.results;
      expect(listed.map((chat) => chat.uri)).toContain(made.body.uri);
    }
  });

  test('is one, also when both ask again and again at the same moment', async ({ server }) => {
    const one = await signUp(server, 'twin-one');
    const other = await signUp(server, 'twin-two');
    const asking = Array.from({ length: 6 }, () => [open(one, 'twin-two'), open(other, 'twin-one')]).flat();
    const replies = await Promise.all(asking);
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([...Array(11).fill(200), 201]);
    expect(new Set(replies.map((reply) => reply.body.uri)).size).toBe(1);
    for (const person of [one, other]) {
      expect((await person.get<Page<Chat>>('/api/chats/')).body.count).toBe(1);
    }
  });

  test('is another one with another person', async ({ alice, bob, carol }) => {
    const uris = [await open(alice, 'bob'), await open(alice, 'carol'), await open(bob, 'carol')];
    expect(new Set(uris.map((reply) => reply.body.uri)).size).toBe(3);
    expect((await open(carol, 'bob')).body.uri).toBe(uris[2]?.body.uri);
  });

  test('carries messages between the two', async ({ alice, bob }) => {
    const chat = at((await open(alice, 'bob')).body);
    const { id } = await send(alice, chat, 'just us');
    expect(await history(bob, chat)).toMatchObject([{ id, message: 'just us' }]);
    const [listed] = (await bob.get<Page<Chat>>('/api/chats/?kind=direct')).body.results;
    expect(listed).toMatchObject({ uri: chat.uri, unread: 1, last_message: { id } });
    expect((await bob.delete(`${chat.messages}${id}/`)).status).toBe(403);
  });

  test('is a 404 for everyone else, whatever they try', async ({ alice, bob, carol, nobody }) => {
    const chat = at((await open(alice, 'bob')).body);
    const { id } = await send(alice, chat, 'secret');
    const before = await history(bob, chat);
    const tries = (caller: typeof nobody) => [
      caller.patch(chat.path, {}),
      caller.patch(chat.path, { username: 'carol' }),
      caller.patch(chat.path, { name: 'mine' }),
      caller.delete(chat.path),
      caller.get(chat.messages),
      caller.post(chat.messages, { message: 'me too' }),
      caller.delete(`${chat.messages}${id}/`),
      caller.put(`${chat.messages}${id}/reactions/${encodeURIComponent('👀')}/`),
      caller.get(`${chat.path}members/`),
      caller.get(`${chat.path}bans/`),
      caller.get(`${chat.path}invites/`),
      caller.post(`${chat.path}invites/`, {}),
      caller.post(`${chat.path}rotate/`),
      caller.post(`${chat.path}typing/`),
      caller.put(`${chat.path}read/`, { message_id: id }),
    ];
    const unknown = await carol.get(`/api/chats/${'V'.repeat(22)}/`);
    for (const reply of [await carol.get(chat.path), ...(await Promise.all(tries(carol)))]) {
      expect(reply.status, reply.text).toBe(404);
      expect(reply.text).toBe(unknown.text);
    }
    expect((await nobody.get(chat.path)).status).toBe(404);
    for (const reply of await Promise.all(tries(nobody))) expect(reply.status).toBe(401);
    expect(await history(bob, chat)).toEqual(before);
  });

  test('stays for two: neither can bring in a third', async ({ alice, bob, carol }) => {
    const chat = at((await open(alice, 'bob')).body);
    for (const person of [alice, bob]) {
      const added = await person.patch(chat.path, { username: 'carol' });
      expect([400, 403, 409], added.text).toContain(added.status);
      await person.patch(chat.path, { join_policy: 'link' });
    }
    expect((await carol.patch(chat.path, {})).status).toBe(404);
    expect((await alice.get<Chat>(chat.path)).body.member_count).toBe(2);
  });

  test('has no invites: whatever the two try, no code lets a third in', async ({ alice, bob, carol }) => {
    const chat = at((await open(alice, 'bob')).body);
    for (const person of [alice, bob]) {
      await person.patch(chat.path, { join_policy: 'link' });
      const invited = await person.post<{ code?: string }>(`${chat.path}invites/`, {});
      expect((await carol.post(`/api/invites/${invited.body.code}/accept/`)).status).toBe(404);
      expect([400, 403, 404, 409]).toContain(invited.status);
    }
    expect((await alice.get<Chat>(chat.path)).body.member_count).toBe(2);
  });

  test('is equally of both: neither removes, bans, raises or hands over to the other', async ({
    server,
    alice,
  }) => {
    const gina = await signUp(server, 'gina');
    const chat = at((await open(alice, 'gina')).body);
    const before = (await alice.get<Chat>(chat.path)).body.members;
    for (const [person, other] of [
      [alice, 'gina'],
      [gina, 'alice'],
    ] as const) {
      const path = `${chat.path}members/${other}/`;
      const tries = [
        await person.delete(path),
        await person.delete(`${path}?ban=1`),
        await person.patch(path, { role: 'moderator' }),
        await person.patch(path, { role: 'owner' }),
      ];
      expect(tries.map((reply) => reply.status)).toEqual([403, 403, 403, 403]);
    }
    const roles = (members: Chat['members']) => members.map(({ username, role }) => [username, role]);
    expect(roles((await gina.get<Chat>(chat.path)).body.members)).toEqual(roles(before));
    expect((await alice.get<Page<unknown>>(`${chat.path}bans/`)).body.count).toBe(0);
  });

  test('leads to a guest and back', async ({ alice, nobody }) => {
    const guest = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Private Guest' })).body;
    const made = await open(alice, guest.user.username);
    expect(made.status, made.text).toBe(201);
    const back = await nobody.post<Chat>('/api/directs/', { username: 'alice' }, { token: guest.token });
    expect(back.status).toBe(200);
    expect(back.body.uri).toBe(made.body.uri);
  });

  test('is there again after one has left it', async ({ server, alice }) => {
    const eve = await signUp(server, 'eve');
    const chat = at((await open(alice, 'eve')).body);
    await send(alice, chat, 'still known');
    expect((await eve.delete(`${chat.path}members/eve/`)).status).toBe(204);
    const again = await open(eve, 'alice');
    expect(again.status, again.text).toBe(200);
    expect(again.body.uri).toBe(chat.uri);
    expect(await history(eve, chat)).toMatchObject([{ message: 'still known' }]);
  });

  test.for([
    [{}, /required/],
    [{ username: '' }, /blank/],
    [{ username: null }, /null/],
    [{ username: 'no-such-person' }, /./],
    [{ username: 'alice' }, /./],
  ] as const)('with %j is refused', async ([body, sentence], { alice }) => {
    const fields = refusedFields(await alice.post('/api/directs/', body));
    expect(Object.keys(fields)).toEqual(['username']);
    expect(fields.username?.[0]).toMatch(sentence);
  });

  test('says to each of the two whom it is with, and goes on saying so after that person left', async ({
    server,
    alice,
  }) => {
    const finn = await signUp(server, 'finn');
    const cursor = await cursorNow(finn);
    const made = (await open(alice, 'finn')).body;
    const chat = at(made);
    expect(made.partner).toEqual(finn.user);
    const [told] = await eventsSince(finn, allMine, cursor);
    expect(told).toMatchObject({ type: 'chat.created', data: { uri: made.uri, partner: alice.user } });
    const seenBy = async (person: Person) => {
      const { results } = (await person.get<Page<Chat>>('/api/chats/?kind=direct')).body;
      const own = (await person.get<Chat>(chat.path)).body;
      return [results.find(({ uri }) => uri === made.uri)?.partner, own.partner];
    };
    expect(await seenBy(finn)).toEqual([alice.user, alice.user]);
    await finn.delete(`${chat.path}members/finn/`);
    expect(await seenBy(alice)).toEqual([finn.user, finn.user]);
    const before = await cursorNow(alice);
    await finn.patch('/auth/me/', { display_name: 'Finn the Far' });
    const renamed = await eventsSince(alice, eventsOf(chat), before);
    expect(renamed).toMatchObject([{ type: 'user.updated', data: { display_name: 'Finn the Far' } }]);
    expect((await seenBy(alice)).map((partner) => partner?.display_name)).toEqual(
      Array(2).fill('Finn the Far'),
    );
  });

  test('alone has a partner: other chats have none', async ({ alice, chat }) => {
    expect((await alice.get(chat.path)).body).not.toHaveProperty('partner');
  });

  test('is for those who are logged in', async ({ nobody }) => {
    expect((await nobody.post('/api/directs/', { username: 'alice' })).status).toBe(401);
  });
});
