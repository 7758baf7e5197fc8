import { describe, expect } from 'vitest';
import { manage, manageHere } from '../support/manage.ts';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { until } from '../support/until.ts';
import {
  allMine,
  atOnceMs,
  cursorNow,
  endedEarly,
  eventsOf,
  eventsSince,
  hold,
  poll,
  typesOf,
} from './polling.ts';
import { history, send, test } from './stage.ts';
import type { LogIn, Member, Message, Page } from './wire.ts';

// `npm run manage`, beside the server that these people talk to: in a process of its own where that is the point.

/** A server that shares its database hears of a change by wake-up, or within about a second by its sweep. */
const noticedMs = 1000 + atOnceMs;

describe('npm run manage', () => {
  test('without a command says what there is', async ({ server }) => {
    const { code, stdout } = await manage(server);
    expect(code).toBe(0);
    for (const word of ['users', 'staff', 'remove-user', 'sessions', 'remove-session'])
      expect(stdout).toContain(word);
  });

  test('with a name that nobody has fails with one line', async ({ server }) => {
    const { code, stdout, stderr } = await manage(server, 'remove-user', 'nobody-here');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('There is no user "nobody-here".\n');
  });

  test('users lists who is here, and no address or secret', async ({ server, nobody }) => {
    await signUp(server, 'listed', {
      email: 'listed@example.org',
      display_name: 'Evil " name',
    });
    await nobody.post('/auth/guests/', { nickname: 'Passer-by' });
    const { code, stdout } = await manageHere(server, 'users');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^listed +"Evil \\" name" +account +since \d{4}-\d\d-\d\d/m);
    expect(stdout).toMatch(/^guest-\w+ +"Passer-by" +guest/m);
    expect(stdout).toMatch(/\d+ users, page 1 of 1\n$/);
    expect(stdout).not.toMatch(/example\.org|argon2/);
  });

  test('sessions lists chats with what is in them, and nothing of what is said', async ({
    server,
    alice,
    chat,
  }) => {
    await alice.patch(chat.path, { name: 'Garden' });
    await send(alice, chat, 'our secret');
    const { stdout } = await manageHere(server, 'sessions');
    const line = stdout.split('\n').find((each) => each.startsWith(chat.uri));
    expect(line).toMatch(/"Garden" +session +2 members +1 messages +active \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    expect(stdout).not.toContain('secret');
  });
});

describe('remove-user', () => {
  test('ends the account as its owner would: tokens at once, chats handed over, messages nameless', async ({
    server,
    bob,
  }) => {
    const rude = await signUp(server, 'rude');
    const chat = await startChat(rude, bob);
    await send(rude, chat, 'something rude');
    const cursor = await cursorNow(bob, eventsOf(chat), rude);
    const theirs = await hold(rude, allMine, { cursor: await cursorNow(rude) });
    const bobs = await hold(bob, eventsOf(chat), { cursor });
    expect(await manageHere(server, 'remove-user', 'RUDE')).toMatchObject({
      code: 0,
      stdout: 'rude is removed.\n',
    });
    const endedAt = performance.now();
    expect((await endedEarly(bobs)).events.length).toBeGreaterThan(0);
    const { reply, endedAt: cutAt } = await theirs();
    expect(reply.status).toBe(401);
    expect(cutAt - endedAt).toBeLessThan(noticedMs);
    expect((await rude.get('/auth/me/')).status).toBe(401);
    expect((await rude.post('/auth/jwt/create/', rude)).status).toBe(400);

    const types = typesOf(await eventsSince(bob, eventsOf(chat), cursor));
    expect(types).toEqual(['member.left', 'member.updated', 'chat.updated', 'user.updated']);
    const [message] = await history(bob, chat);
    expect(message?.user.username).toMatch(/^deleted-\d+$/);
    const { results } = (await bob.get<Page<Member>>(`${chat.path}members/`)).body;
    expect(results).toMatchObject([{ username: 'bob', role: 'owner' }]);
  });

  test('removes a guest too', async ({ server, nobody }) => {
    const { token, user } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Rowdy' })).body;
    expect((await manageHere(server, 'remove-user', user.username)).code).toBe(0);
    await until(async () => (await nobody.get('/auth/me/', { token })).status, {
      what: 'the token of the removed guest ends',
      deadlineMs: noticedMs,
      is: (status) => status === 401,
    });
  });
});

describe('remove-session', () => {
  test('tells each member, whose polls go on without it', async ({ server, alice, bob, chat }) => {
    const kept = await startChat(alice, bob);
    await send(alice, chat, 'gone soon');
    const cursor = await cursorNow(bob, allMine, alice);
    const answer = await hold(bob, allMine, { cursor });
    const { code, stdout } = await manageHere(server, 'remove-session', chat.uri);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `The session ${chat.uri} is removed.\n` });
    const { events } = await endedEarly(answer);
    expect(events).toMatchObject([{ type: 'chat.deleted', chat: chat.uri, data: { uri: chat.uri } }]);
    expect(await eventsSince(alice, allMine, cursor)).toHaveLength(1);
    expect((await alice.get(chat.path)).status).toBe(404);
    expect((await send(alice, kept, 'still here')).status).toBe('SUCCESS');
  });
});

test('people go on writing while it writes too', async ({ server, alice, bob, chat }) => {
  const cursor = await cursorNow(bob, eventsOf(chat), alice);
  let isDone = false;
  const talk = async () => {
    const sent: number[] = [];
    while (!isDone || sent.length < 20) {
      const reply = await alice.post<Message>(chat.messages, { message: `number ${sent.length}` });
      expect(reply.status, reply.text).toBe(201);
      sent.push(reply.body.id);
    }
    return sent;
  };
  const talking = talk();
  const extras = await Promise.all(['x-1', 'x-2'].map((name) => signUp(server, name)));
  for (const extra of extras) await startChat(extra, bob);
  const managed = await Promise.all(extras.map(({ username }) => manage(server, 'remove-user', username)));
  isDone = true;
  expect(managed.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(['0', '0']);
  const sent = await talking;
  const seen = (await eventsSince(bob, eventsOf(chat), cursor)).filter(
    ({ type }) => type === 'message.created',
  );
  expect(seen.map(({ data }) => Object(data).id)).toEqual(sent);
  expect((await poll(bob, allMine)).events).toEqual([]);
});
