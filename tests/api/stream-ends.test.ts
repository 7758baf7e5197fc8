import { describe, expect } from 'vitest';
import { makeBot } from '../support/bots.ts';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { eventsOfStream, ndjson, open, openStream, type Stream } from '../support/stream.ts';
import { until } from '../support/until.ts';
import { allMine, cursorNow, eventsOf, hold, poll } from './polling.ts';
import { send, test } from './stage.ts';
import type { LogIn } from './wire.ts';

// Contract, section 5, *Streams*: when they end, and how many there may be.

describe('a stream ends', () => {
  test.for([
    ['removed', ({ alice, chat }) => alice.delete(`${chat.path}members/bob/`)],
    ['banned', ({ alice, chat }) => alice.delete(`${chat.path}members/bob/?ban=1`)],
    ['gone by oneself', ({ bob, chat }) => bob.delete(`${chat.path}members/bob/`)],
  ] satisfies [string, (cast: Record<'alice' | 'bob', Person> & { chat: ChatPath }) => Promise<unknown>][])(
    'with its place in the chat, %s, and nothing of it comes after',
    async ([, leave], { server, alice, bob, chat }) => {
      const here = await open(server, bob, eventsOf(chat));
      const everywhere = await open(server, bob, allMine, ndjson);
      await send(alice, chat, 'while you are in');
      await eventsOfStream(here, 1);
      await leave({ alice, bob, chat });
      await send(alice, chat, 'now that you are out');
      await here.ended;
      const other = await startChat(alice, bob);
      await send(alice, other, 'elsewhere');
      await until(() => everywhere.text().includes('elsewhere'), { what: 'what comes after' });
      for (const stream of [here, everywhere]) {
        expect(stream.text()).toContain('while you are in');
        expect(stream.text()).not.toContain('now that you are out');
      }
      expect(everywhere.text()).toContain('member.left');
      everywhere.close();
      expect((await openStream(bob, server.url + eventsOf(chat))).status).toBe(403);
    },
  );

  test('with its chat, and with the address of that', async ({ server, alice, bob, chat }) => {
    const moved = await open(server, bob, eventsOf(chat));
    const { body } = await alice.post<{ uri: string }>(`${chat.path}rotate/`);
    await moved.ended;
    expect(moved.events().map(({ event }) => event)).toEqual(['chat.updated']);
    const path = `/api/chats/${body.uri}/`;
    const deleted = await open(server, bob, `${path}events/`);
    await alice.delete(path);
    await deleted.ended;
    expect(deleted.text()).toContain('chat.deleted');
  });

  test('with its token, and that of another device goes on', async ({ server, alice }) => {
    const reader = await signUp(server, 'stream-reader');
    const chat = await startChat(alice, reader);
    const { username, password } = reader;
    const { token } = (await reader.post<LogIn>('/auth/jwt/create/', { username, password })).body;
    const onPhone = await open(server, reader, allMine, { token });
    const onDesk = await open(server, reader, allMine);
    await reader.post('/auth/token/destroy/', undefined, { token });
    await onPhone.ended;
    await send(alice, chat, 'on your desk');
    await eventsOfStream(onDesk, 1);
    expect(onPhone.text()).not.toContain('on your desk');
    // The account too: nothing is told to who is not there any more.
    await reader.delete('/auth/me/', { current_password: password });
    await onDesk.ended;
  });

  test('with the key of its bot, which hears what it may see until then, and is not there', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const bot = await makeBot(alice, chat);
    const before = await cursorNow(bob, eventsOf(chat), alice);
    const stream = await open(server, { token: bot.key }, eventsOf(chat), ndjson);
    await alice.post(chat.messages, { message: 'not for machines', to: bob.username });
    await send(alice, chat, 'for all');
    await until(() => stream.text().includes('for all'), { what: 'what is for all' });
    expect(stream.text()).not.toContain('not for machines');
    expect((await poll(bob, eventsOf(chat), { cursor: before })).state).toEqual({});
    await alice.post(`${chat.path}bots/${bot.user.id}/key/`);
    await stream.ended;
    expect((await openStream({ token: bot.key }, server.url + eventsOf(chat))).status).toBe(401);
  });

  test('when a newer one of its client comes, or a poll that is held, and the other way round', async ({
    server,
    alice,
  }) => {
    const path = `${allMine}?client=tab`;
    const first = await open(server, alice, path);
    const second = await open(server, alice, path);
    await first.ended;
    const cursor = await cursorNow(alice);
    const held = await hold(alice, allMine, { cursor, client: 'tab', wait: 20 });
    await second.ended;
    const third = await open(server, alice, path);
    expect((await held()).reply.status).toBe(200);
    expect(third.isEnded()).toBe(false);
    third.close();
  });
});

describe('streams and held polls share their caps', () => {
  test('and one too many is a 429 that says when to come again, until somebody hangs up', async ({
    server,
    alice,
  }) => {
    const reader = await signUp(server, 'greedy');
    const path = server.url + allMine;
    const streams: Stream[] = [];
    for (let i = 0; i < 6; i += 1) streams.push(await open(server, reader, allMine));
    const refused = await openStream(reader, path);
    await refused.ended;
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    expect(JSON.parse(refused.text())).toMatchObject({ code: 'too_many_held' });
    const cursor = await cursorNow(reader);
    expect((await poll(reader, allMine, { cursor, wait: 20 })).poll.mode).toBe('interval');
    // Others have their own.
    (await open(server, alice, allMine)).close();
    streams.pop()?.close();
    const again = async () => {
      const stream = await openStream(reader, path);
      streams.push(stream);
      return stream.status;
    };
    await until(again, { what: 'a place that is free again', is: (status) => status === 200 });
    for (const stream of streams) stream.close();
  });
});
