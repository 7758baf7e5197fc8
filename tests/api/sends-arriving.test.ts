import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../support/person.ts';
import { rawConnection } from '../support/raw-connection.ts';
import { ask, longWay, open, written } from './both-ways.ts';
import { knownChat, saying, texts } from './saying.ts';
import { history } from './stage.ts';

// A send may be taken before Koa when all of it came in one piece: whichever way it goes, it is said once.

describe('however it arrives, it is said once', () => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open({});
  });
  afterAll(() => opened?.server.stop());

  test('a body that comes long after its headers, letter by letter, and behind Expect', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const [slow, careful] = [await rawConnection(server), await rawConnection(server)];
    const body = '{"message":"slow"}';
    const whole = written(saying(alice, chat, body));
    slow.write(whole.slice(0, -body.length));
    careful.write(written({ ...saying(alice, chat, body, { Expect: '100-continue' }), body: '' }));
    await careful.hears('HTTP/1.1 100 Continue');
    for (const letter of body) {
      slow.write(letter);
      // Another request in between, so that each letter comes alone.
      await history(bob, chat);
    }
    expect(await slow.hears('\r\n\r\n{')).toContain('HTTP/1.1 201');
    const hasty = await rawConnection(server);
    hasty.write(written(saying(alice, chat, body, { Expect: '100-continue' })));
    expect(await hasty.hears('\r\n\r\n{')).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 201/);
    careful.write(body);
    expect(await careful.hears('\r\n\r\n{')).toContain('HTTP/1.1 201');
    expect(await texts(bob, chat)).toEqual(['slow', 'slow', 'slow']);
  });

  test('several on one connection in one piece are answered in their order', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const connection = await rawConnection(server);
    const said = ['one', 'two', 'three', 'four'];
    const requests = said.map((message, i) =>
      saying(alice, chat, JSON.stringify({ message }), i % 2 === 1 ? longWay : {}),
    );
    connection.write(requests.map(written).join(''));
    const answers = await connection.hears('"message":"four"');
    expect([...answers.matchAll(/"message":"(\w+)"/g)].map(([, word]) => word)).toEqual(said);
    expect((await texts(bob, chat)).toSorted()).toEqual(said.toSorted());
  });

  test('a length that is wrong says nothing that was not said', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const body = '{"message":"cut"}';
    const short = await ask(server, saying(alice, chat, body, { 'Content-Length': String(body.length - 3) }));
    expect(short.status).toBe(400);
    const long = await rawConnection(server);
    long.write(written(saying(alice, chat, body, { 'Content-Length': String(body.length + 1) })));
    // It was looked at before this one.
    expect(await texts(bob, chat)).toEqual([]);
    long.close();
    const twice = `${written(saying(alice, chat, body)).replace('Content-Length', 'Content-Length: 3\r\nContent-Length')}`;
    const connection = await rawConnection(server);
    connection.write(twice);
    expect(await connection.ended()).toContain('HTTP/1.1 400');
    expect(await texts(bob, chat)).toEqual([]);
  });

  test('a token that was ended while the body came is taken as on the long way', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const body = '{"message":"begun before"}';
    const outcomes: string[] = [];
    for (const headers of [{}, longWay]) {
      const { token } = (await bob.post<{ token: string }>('/auth/jwt/create/', bob)).body;
      const connection = await rawConnection(server);
      const whole = written(saying({ token }, chat, body, { Connection: 'close', ...headers }));
      // Seen before, so that it is known.
      expect((await bob.get(chat.path, { token })).status).toBe(200);
      connection.write(whole.slice(0, -5));
      expect((await bob.get(chat.path, { token })).status).toBe(200);
      await bob.post('/auth/token/destroy/', {}, { token });
      connection.write(whole.slice(-5));
      outcomes.push((await connection.ended()).split('\r\n')[0] ?? '');
      expect((await bob.get(chat.path, { token })).status).toBe(401);
    }
    expect(outcomes[0]).toBe(outcomes[1]);
  });
});

test('both ways take the same price of the same person', async () => {
  const { server, alice, bob } = await open({ RATE_LIMITS: 'on' });
  try {
    const chat = await knownChat(alice, bob);
    const says = (author: Person, headers: Record<string, string>) =>
      author.post(chat.messages, { message: 'x' }, { headers });
    const statuses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, i) => says(alice, i % 2 === 0 ? {} : longWay)),
      );
      statuses.push(...replies.map(({ status }) => status));
    }
    // 120 in half a minute, and four more for each second that this takes.
    const taken = statuses.filter((status) => status === 201).length;
    expect(taken).toBeGreaterThanOrEqual(120);
    expect(taken).toBeLessThan(150);
    expect(statuses.filter((status) => status === 429)).toHaveLength(statuses.length - taken);
    expect((await says(bob, {})).status).toBe(201);
  } finally {
    await server.stop();
  }
});
