import { describe, expect } from 'vitest';
import type { Reply } from '../support/person.ts';
import { allMine, ask, eventsOf, type Feed, poll } from './polling.ts';
import { send, test } from './stage.ts';

/** An answer without news has a short way of its own in the server; a preference sends a poll the long way. */
const longWay = { Prefer: 'handling=lenient' };

function comparable({ status, headers, text }: Reply<Feed>) {
  const { date: _date, 'x-request-id': _id, ...others } = Object.fromEntries(headers);
  return { status, headers: others, text };
}

describe('a poll without news', () => {
  for (const tag of ['', 'W/"quiet-long"', 'W/"something-else"']) {
    test(`is answered alike the short way and the long way, with If-None-Match: ${tag || 'none'}`, async ({
      alice,
      chat,
    }) => {
      for (const path of [allMine, eventsOf(chat)]) {
        const { cursor } = await poll(alice, path);
        const headers: Record<string, string> = tag === '' ? {} : { 'If-None-Match': tag };
        const short = await ask(alice, path, { cursor }, { headers });
        const long = await ask(alice, path, { cursor }, { headers: { ...headers, ...longWay } });
        expect(comparable(short)).toEqual(comparable(long));
        expect(short.status).toBe(tag === 'W/"quiet-long"' ? 304 : 200);
      }
    });
  }

  test('is not quiet any more once a message has come', async ({ alice, bob, chat }) => {
    const { cursor } = await poll(alice, eventsOf(chat));
    await send(bob, chat, 'are you there?');
    const reply = await ask(
      alice,
      eventsOf(chat),
      { cursor },
      { headers: { 'If-None-Match': 'W/"quiet-long"' } },
    );
    expect(reply.status).toBe(200);
    expect(reply.body.events.map((event) => event.type)).toEqual(['message.created']);
  });

  test('of an outsider, of nobody, and after logging out is refused as any other', async ({
    bob,
    carol,
    nobody,
    chat,
  }) => {
    const { cursor } = await poll(bob, eventsOf(chat));
    expect((await ask(carol, eventsOf(chat), { cursor })).status).toBe(403);
    expect((await ask(nobody, eventsOf(chat), { cursor })).status).toBe(401);
    await bob.post('/auth/token/destroy/');
    expect((await ask(bob, eventsOf(chat), { cursor })).status).toBe(401);
  });
});
