import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import {
  allMine,
  ask,
  cursorNow,
  endedEarly,
  eventsOf,
  eventsSince,
  type Held,
  hold,
  longWaitS,
  poll,
  textsOf,
  typesOf,
} from './polling.ts';
import { history, send, test } from './stage.ts';
import type { LogIn } from './wire.ts';

async function endedWith401(answer: () => Promise<Held>): Promise<void> {
  const { reply, heldMs } = await answer();
  expect(reply.status, reply.text).toBe(401);
  expect(reply.headers.get('www-authenticate')).toBe('JWT realm="api"');
  expect(heldMs).toBeLessThan((longWaitS * 1000) / 2);
}

/** A second device of the same person: another token. */
async function secondToken(person: Person): Promise<string> {
  const { username, password } = person;
  return (await person.post<LogIn>('/auth/jwt/create/', { username, password })).body.token;
}

describe('a held poll ends at once', () => {
  test('when its reader is removed; the next call on that chat is a 403', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const here = await hold(bob, eventsOf(chat), { cursor });
    const everywhere = await hold(bob, allMine, { cursor });
    await alice.delete(`${chat.path}members/bob/`);
    await endedEarly(here);
    const feed = await endedEarly(everywhere);
    expect(feed.events).toMatchObject([{ type: 'member.left', chat: chat.uri, data: { username: 'bob' } }]);
    expect((await ask(bob, eventsOf(chat), { cursor })).status).toBe(403);
    expect((await ask(bob, eventsOf(chat), { cursor, wait: longWaitS })).status).toBe(403);
  });

  test('when its reader leaves; the next call on that chat is a 403', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const here = await hold(bob, eventsOf(chat), { cursor });
    const everywhere = await hold(bob, allMine, { cursor });
    await bob.delete(`${chat.path}members/bob/`);
    await endedEarly(here);
    expect(typesOf((await endedEarly(everywhere)).events)).toEqual(['member.left']);
    expect((await ask(bob, eventsOf(chat), { cursor })).status).toBe(403);
  });

  test('when the chat is deleted; the next call on it is a 404', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const held = [
      await hold(bob, eventsOf(chat), { cursor }),
      await hold(alice, eventsOf(chat), { cursor: await cursorNow(alice, eventsOf(chat)) }),
    ];
    const everywhere = await hold(bob, allMine, { cursor });
    await alice.delete(chat.path);
    for (const answer of held) await endedEarly(answer);
    const feed = await endedEarly(everywhere);
    expect(feed.events).toMatchObject([{ type: 'chat.deleted', chat: chat.uri, data: { uri: chat.uri } }]);
    for (const reader of [alice, bob])
      expect((await ask(reader, eventsOf(chat), { cursor })).status).toBe(404);
  });

  test('with a 401 when its token logs out, and the other token’s goes on', async ({ server, alice }) => {
    const reader = await signUp(server, 'two-devices');
    const chat = await startChat(alice, reader);
    const token = await secondToken(reader);
    const cursor = await cursorNow(reader, eventsOf(chat), alice);
    const onPhone = [
      await hold(reader, eventsOf(chat), { cursor }, { token }),
      await hold(reader, allMine, { cursor }, { token }),
    ];
    const onDesk = await hold(reader, eventsOf(chat), { cursor });
    expect((await reader.post('/auth/token/destroy/', undefined, { token })).status).toBe(204);
    for (const answer of onPhone) await endedWith401(answer);
    await send(alice, chat, 'on your desk');
    expect(textsOf((await endedEarly(onDesk)).events)).toEqual(['on your desk']);
  });

  test('with a 401 on every device when all are logged out', async ({ server, alice }) => {
    const reader = await signUp(server, 'everywhere');
    const chat = await startChat(alice, reader);
    const token = await secondToken(reader);
    const cursor = await cursorNow(reader, eventsOf(chat), alice);
    const onPhone = await hold(reader, allMine, { cursor }, { token });
    const onDesk = await hold(reader, eventsOf(chat), { cursor });
    const bystander = await hold(alice, eventsOf(chat), { cursor: await cursorNow(alice, eventsOf(chat)) });
    expect((await reader.post('/auth/token/destroy/', { all: true })).status).toBe(204);
    await endedWith401(onPhone);
    await endedWith401(onDesk);
    await send(alice, chat, 'gone already?');
    expect(textsOf((await endedEarly(bystander)).events)).toEqual(['gone already?']);
  });

  test('with a 401 for the other tokens when the password changes', async ({ server, alice }) => {
    const reader = await signUp(server, 'careful');
    const chat = await startChat(alice, reader);
    const token = await secondToken(reader);
    const cursor = await cursorNow(reader, eventsOf(chat), alice);
    const onPhone = await hold(reader, allMine, { cursor }, { token });
    const onDesk = await hold(reader, eventsOf(chat), { cursor });
    const change = { current_password: reader.password, new_password: 'amber-lantern-47' };
    expect((await reader.post('/auth/password/', change)).status).toBe(204);
    await endedWith401(onPhone);
    await send(alice, chat, 'still you');
    expect(textsOf((await endedEarly(onDesk)).events)).toEqual(['still you']);
  });

  test('with a 401 when the account is deleted', async ({ server, alice }) => {
    const reader = await signUp(server, 'short-lived');
    const chat = await startChat(alice, reader);
    const cursor = await cursorNow(reader, eventsOf(chat), alice);
    const held = [await hold(reader, allMine, { cursor }), await hold(reader, eventsOf(chat), { cursor })];
    expect((await reader.delete('/auth/me/', { current_password: reader.password })).status).toBe(204);
    const replies = await Promise.all(held.map((answer) => answer()));
    // It left its chats first, so that may be the news; but nothing is read with the token afterwards.
    for (const { reply, heldMs } of replies) {
      expect([200, 401]).toContain(reply.status);
      expect(heldMs).toBeLessThan((longWaitS * 1000) / 2);
    }
    expect((await ask(reader, allMine, { cursor })).status).toBe(401);
  });
});

describe('what a reader lost the right to see', () => {
  test('is not in an old cursor’s answer', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'while you were in');
    await alice.delete(`${chat.path}members/bob/`);
    await send(alice, chat, 'now that you are out');
    const reply = await ask(bob, allMine, { cursor });
    expect(typesOf(reply.body.events)).toEqual(['member.left']);
    expect(reply.text).not.toMatch(/while you were in|now that you are out/);
  });

  test('comes back with the membership, as in the history', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    await bob.delete(`${chat.path}members/bob/`);
    await send(alice, chat, 'you missed this');
    await bob.patch(chat.path, {});
    expect((await history(bob, chat)).map(({ message }) => message)).toEqual(['you missed this']);
    expect(textsOf(await eventsSince(bob, eventsOf(chat), cursor))).toEqual(['you missed this']);
  });

  test('is a deleted text too, through whatever cursor', async ({ server, alice, bob, chat }) => {
    const { cursor } = await poll(bob, eventsOf(chat));
    const { id } = await send(alice, chat, 'the pin is 1234');
    await alice.patch(`${chat.messages}${id}/`, { message: 'the pin is 5678' });
    await alice.delete(`${chat.messages}${id}/`);
    const texts = async () => [
      (await ask(bob, eventsOf(chat), { cursor })).text,
      (await ask(bob, allMine, { cursor })).text,
    ];
    for (const text of await texts()) expect(text).toContain('message.deleted');
    for (const text of await texts()) expect(text).not.toMatch(/1234|5678/);
    await server.halt();
    await server.resume();
    for (const text of await texts()) expect(text).not.toMatch(/1234|5678/);
  });
});
