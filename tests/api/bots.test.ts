import { describe, expect } from 'vitest';
import { type Bot, makeBot, withKey } from '../support/bots.ts';
import { startChat } from '../support/people.ts';
import { eventsOf, poll } from './polling.ts';
import { history, promote, refusedFields, send, test } from './stage.ts';
import type { Chat, Message, Mood, Page, Refusal } from './wire.ts';

const unknownKey = `hlb_${'x'.repeat(40)}`;

describe('a bot', () => {
  test('is made by who runs a chat, shown to its members, and its key this once', async ({
    server,
    alice,
    bob,
    carol,
    chat,
  }) => {
    const { cursor } = await poll(bob, eventsOf(chat));
    const bots = `${chat.path}bots/`;
    expect((await bob.post<Refusal>(bots, { display_name: 'Build' })).body.code).toBe('not_a_moderator');
    await promote(alice, chat, bob);
    const bot = await makeBot(bob, chat);
    expect(bot).toMatchObject({
      user: { display_name: 'Build', is_bot: true, is_guest: false },
      made_by: bob.user,
    });
    expect(bot.user.username).toMatch(/^bot-[0-9a-z]{10}$/);
    expect(bot.key).toMatch(/^hlb_[0-9A-Za-z]{40}$/);
    expect(bot.url).toBe(`/api/hooks/${bot.key}/`);

    const { key: _, url: __, ...shown } = bot;
    const listed = await bob.get<Page<Bot>>(bots);
    expect(listed.body).toMatchObject({ count: 1, results: [shown] });
    expect(listed.text).not.toContain(bot.key);
    expect((await carol.get(bots)).status).toBe(403);
    const { events } = await poll(bob, eventsOf(chat), { cursor });
    expect(events.map(({ type }) => type)).toEqual(['member.updated', 'bot.created']);
    expect(events[1]?.data).toEqual(shown);
    expect((await withKey(server, bot.key).get<Page<Bot>>(bots)).body.results).toEqual([shown]);
  });

  test('speaks and hears with its key like a member, and is nowhere counted as a person', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const bot = await makeBot(alice, chat);
    const machine = withKey(server, bot.key);
    const { cursor } = await poll(machine, eventsOf(chat));
    await send(alice, chat, 'hello @Build');
    const whisper = { message: 'psst', to: bob.username };
    expect((await alice.post(chat.messages, whisper)).status).toBe(201);
    const { events } = await poll(machine, eventsOf(chat), { cursor });
    expect(events.map(({ data }) => (data as Message).message)).toEqual(['hello @Build']);
    expect(events[0]?.data).toMatchObject({ mentions: [bot.user] });

    const said = await machine.post<Message>(chat.messages, { message: 'terrible, awful failure' });
    expect(said.body).toMatchObject({ user: bot.user });
    expect(
      (await machine.patch(`${chat.messages}${said.body.id}/`, { message: 'a terrible failure' })).status,
    ).toBe(200);
    expect(
      (await machine.post<Message>(chat.messages, { message: 'for you', to: bob.username })).body.to,
    ).toEqual(bob.user);
    expect(
      (await bob.post<Message>(chat.messages, { message: 'and you', to: bot.user.username })).status,
    ).toBe(201);
    expect((await history(machine as typeof bob, chat)).map(({ message }) => message)).toEqual([
      'hello @Build',
      'a terrible failure',
      'for you',
      'and you',
    ]);

    const seen = (await alice.get<Chat>(chat.path)).body;
    expect(seen.member_count).toBe(2);
    expect(JSON.stringify(seen.members)).not.toContain(bot.user.username);
    const members = (await alice.get<Page<unknown>>(`${chat.path}members/`)).body;
    expect(members.count).toBe(2);
    expect(JSON.stringify(members.results)).not.toContain(bot.user.username);
    expect((await alice.get(`/api/users/?search=${bot.user.username}`)).body).toMatchObject({ count: 0 });
    const { state: now } = await poll(alice, eventsOf(chat));
    expect(now[chat.uri]?.online.toSorted()).toEqual([alice.username, bob.username]);
    const mood = (await alice.get<Mood>(`${chat.path}mood/`)).body;
    expect(mood.members.map(({ user }) => user.username)).not.toContain(bot.user.username);
  });

  test('comes into no other chat, gets no role, and is not taken out as people are', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const bot = await makeBot(alice, chat);
    const machine = withKey(server, bot.key);
    const other = await startChat(alice, bob);
    const name = bot.user.username;
    expect((await machine.get(other.messages)).status).toBe(403);
    expect((await machine.post(other.messages, { message: 'x' })).status).toBe(403);
    expect((await machine.get(eventsOf(other))).status).toBe(403);
    expect(Object.keys(refusedFields(await alice.patch(other.path, { username: name })))).toEqual([
      'username',
    ]);
    expect(Object.keys(refusedFields(await alice.post('/api/directs/', { username: name })))).toEqual([
      'username',
    ]);
    expect((await alice.patch(`${chat.path}members/${name}/`, { role: 'moderator' })).status).toBe(404);
    expect((await alice.delete(`${chat.path}members/${name}/?ban=1`)).status).toBe(404);
    const direct = (await alice.post<Chat>('/api/directs/', { username: bob.username })).body;
    const refusedThere = await alice.post<Refusal>(`/api/chats/${direct.uri}/bots/`, {
      display_name: 'Build',
    });
    expect(refusedThere.body.code).toBe('direct');
    const sent = (await machine.post<Message>(chat.messages, { message: 'mine' })).body;
    expect((await bob.put(`/api/blocks/${name}/`)).status).toBe(201);
    expect((await machine.post<Refusal>(chat.messages, { message: 'x', to: bob.username })).body.code).toBe(
      'blocked',
    );
    expect((await alice.delete(`${chat.messages}${sent.id}/`)).status).toBe(204);
    expect((await bob.delete(`/api/blocks/${name}/`)).status).toBe(204);
  });

  test("has a name of its own in its chat, which is no person's", async ({ server, alice, bob, chat }) => {
    const bots = `${chat.path}bots/`;
    const bot = await makeBot(alice, chat);
    const refuse = async (display_name: string) => refusedFields(await alice.post(bots, { display_name }));
    expect(await refuse('BUILD')).toEqual({ display_name: ['This chat has a bot of that name.'] });
    expect(await refuse('Аlice')).toEqual({
      display_name: ['A user with that display name already exists.'],
    });
    expect(await refuse('Moderator')).toEqual({ display_name: ['This name is reserved.'] });
    await makeBot(alice, await startChat(alice));
    expect((await bob.patch('/auth/me/', { display_name: 'Build' })).status).toBe(200);
    // Whoever is called as a bot is does not keep from it what is said to it.
    const both = (await alice.post<Message>(chat.messages, { message: 'thanks, @Build' })).body.mentions;
    expect(both.map(({ id }) => id)).toEqual([bob.user.id, bot.user.id].sort((one, other) => one - other));
    await bob.patch('/auth/me/', { display_name: 'bob' });

    const said = (await withKey(server, bot.key).post<Message>(chat.messages, { message: 'done' })).body;
    const { cursor } = await poll(bob, eventsOf(chat));
    const renamed = await alice.patch<Bot>(`${bots}${bot.user.id}/`, { display_name: 'Ship', avatar: 7 });
    expect(renamed.body.user).toMatchObject({ display_name: 'Ship', avatar: 7, username: bot.user.username });
    const { events } = await poll(bob, eventsOf(chat), { cursor });
    expect(events).toMatchObject([{ type: 'user.updated', data: { display_name: 'Ship' } }]);
    const [shown] = (await history(bob, chat)).filter(({ id }) => id === said.id);
    expect(shown?.user.display_name).toBe('Ship');
    expect((await alice.patch(`${bots}${bot.user.id}/`, {})).status).toBe(200);
    expect((await alice.patch(`${bots}${alice.user.id}/`, { avatar: 1 })).status).toBe(404);
  });

  test('is one of twenty at most', async ({ alice }) => {
    const chat = await startChat(alice);
    for (let i = 1; i <= 20; i += 1) await makeBot(alice, chat, `Robot ${i}`);
    const one = await alice.post<Refusal>(`${chat.path}bots/`, { display_name: 'Robot 21' });
    expect([one.status, one.body.code]).toEqual([409, 'too_many_bots']);
  });
});

describe("a bot's key", () => {
  test('works no more once it is replaced or the bot removed, and what it holds ends at once', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const bot = await makeBot(alice, chat);
    const at = `${chat.path}bots/${bot.user.id}/`;
    const first = withKey(server, bot.key);
    const said = (await first.post<Message>(chat.messages, { message: 'one' })).body;
    const { cursor } = await poll(first, eventsOf(chat));
    const held = first.get(`${eventsOf(chat)}?cursor=${cursor}&wait=50`);
    await poll(first, eventsOf(chat), { cursor });
    const replaced = (await alice.post<Bot>(`${at}key/`)).body;
    expect((await held).status).toBe(401);
    expect(replaced.key).not.toBe(bot.key);
    expect((await first.get(chat.messages)).status).toBe(401);
    const second = withKey(server, replaced.key);
    expect((await second.post(chat.messages, { message: 'two' })).status).toBe(201);

    const before = (await poll(bob, eventsOf(chat))).cursor;
    expect((await alice.delete(at)).status).toBe(204);
    expect((await second.get(chat.messages)).status).toBe(401);
    expect((await alice.delete(at)).status).toBe(404);
    const { events } = await poll(bob, eventsOf(chat), { cursor: before });
    expect(events).toMatchObject([
      { type: 'bot.deleted', data: { user: { id: bot.user.id, username: `deleted-${bot.user.id}` } } },
      { type: 'user.updated', data: { id: bot.user.id, avatar: 0 } },
    ]);
    expect((await alice.get(`${chat.path}bots/`)).body).toMatchObject({ count: 0 });
    const [shown] = (await history(bob, chat)).filter(({ id }) => id === said.id);
    expect(shown).toMatchObject({
      message: 'one',
      user: { username: `deleted-${bot.user.id}`, is_bot: true },
    });
    await makeBot(alice, chat);
  });

  test('ends with its chat, also when the last one out closes that', async ({ server, alice }) => {
    for (const end of ['delete', 'leave']) {
      const chat = await startChat(alice);
      const machine = withKey(server, (await makeBot(alice, chat)).key);
      expect((await machine.get(chat.messages)).status).toBe(200);
      const path = end === 'delete' ? chat.path : `${chat.path}members/${alice.username}/`;
      expect((await alice.delete(path)).status).toBe(204);
      expect((await machine.get(chat.messages)).status, end).toBe(401);
    }
  });

  test('is taken by those calls alone that say so in the schema', async ({ server, alice, chat }) => {
    const machine = withKey(server, (await makeBot(alice, chat)).key);
    const schema = (
      await alice.get<{ paths: Record<string, Record<string, { security: object[] }>> }>('/api/schema/')
    ).body;
    const wrong: string[] = [];
    let isFor = 0;
    for (const [path, calls] of Object.entries(schema.paths)) {
      const address = path.replace('{uri}', chat.uri).replace(/\{\w+\}/g, '1');
      for (const [method, { security }] of Object.entries(calls)) {
        const names = security.flatMap(Object.keys);
        if (!names.includes('JWT')) continue;
        const isForBots = names.includes('Bot');
        if (isForBots) isFor += 1;
        const reply = await machine.request<Refusal>(method.toUpperCase(), address);
        if ((reply.body?.code === 'bot_key') === isForBots) wrong.push(`${method} ${path}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(isFor).toBe(16);
  });

  test("that is nobody's is no token", async ({ nobody, chat }) => {
    for (const token of [unknownKey, 'hlb_', `${unknownKey}x`]) {
      const reply = await nobody.get<Refusal>(chat.messages, { token });
      expect([reply.status, reply.body.code]).toEqual([401, 'authentication_failed']);
    }
  });
});
