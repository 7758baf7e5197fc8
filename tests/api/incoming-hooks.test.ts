import { once } from 'node:events';
import { request } from 'node:http';
import { IncomingWebhook } from '@slack/webhook';
import { describe, expect } from 'vitest';
import { makeBot } from '../support/bots.ts';
import { senders } from '../support/hook-senders.ts';
import type { ChatPath } from '../support/people.ts';
import type { CallOptions, Person } from '../support/person.ts';
import { picture } from '../support/pictures.ts';
import { test as cast, history, refusedFields } from './stage.ts';
import type { Message, Refusal } from './wire.ts';

const unknownKey = `hlb_${'y'.repeat(40)}`;

const test = cast
  .extend('bot', ({ alice, chat }) => makeBot(alice, chat))
  /** What comes out of what is posted. */
  .extend('said', ({ nobody, bob, chat, bot }) => async (body: unknown, options?: CallOptions) => {
    const reply = await nobody.post(bot.url, body, options);
    expect([reply.status, reply.text]).toEqual([200, 'ok']);
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    return newest(bob, chat);
  });

async function newest(reader: Person, chat: ChatPath): Promise<Message> {
  const message = (await history(reader, chat)).at(-1);
  if (!message) throw new Error('Nothing was said.');
  return message;
}

const form = 'application/x-www-form-urlencoded';

describe("what is posted to a bot's address it says", () => {
  test('as curl sends a text by itself, word for word', async ({ said, bot, bob }) => {
    const message = await said(undefined, { raw: 'Build 512 passed', contentType: form });
    expect(message).toMatchObject({ message: 'Build 512 passed', user: bot.user, to: null });
    const odd = '100 % + 1 & <b> = "ü" @bob';
    const named = await said(undefined, { raw: odd, contentType: form });
    expect(named).toMatchObject({ message: odd, mentions: [bob.user] });
    expect(
      (await said(undefined, { raw: '  plain\n', contentType: 'text/plain; charset=utf-8' })).message,
    ).toBe('plain');
    expect((await said(undefined, { raw: 'bare' })).message).toBe('bare');
  });

  test('as other chat services take it: JSON, a form with a payload, fields', async ({
    said,
    server,
    bot,
    bob,
    chat,
  }) => {
    for (const { type, sent, said: words } of Object.values(senders)) {
      const body = type === 'form' ? { payload: JSON.stringify(sent) } : sent;
      expect((await said(body, { form: type === 'form' })).message).toBe(words.join('\n'));
    }
    expect((await said({ text: 'a &lt; b' }, { form: true })).message).toBe('a &lt; b');
    const webhook = new IncomingWebhook(server.url + bot.url, { username: 'somebody', icon_emoji: ':x:' });
    expect((await webhook.send({ text: 'Released <https://a.example|1.2>' })).text).toBe('ok');
    expect(await newest(bob, chat)).toMatchObject({
      message: 'Released 1.2 (https://a.example)',
      user: bot.user,
    });
  });

  test('with images, alone or beside a text, and cut where it is too long', async ({ said }) => {
    const parts = new FormData();
    parts.append('text', 'two');
    for (const name of ['a', 'b'])
      parts.append('images', new Blob([new Uint8Array(await picture('png'))]), `${name}.png`);
    expect(await said(parts)).toMatchObject({ message: 'two', images: [{ width: 64 }, {}] });
    const alone = new FormData();
    alone.append('image', new Blob([new Uint8Array(await picture('png'))]), 'a.png');
    expect(await said(alone)).toMatchObject({ message: '', images: [{}] });
    expect((await said({ text: 'x'.repeat(5000) })).message).toBe(`${'x'.repeat(3999)}…`);
  });

  test('once, with a key, and shown to who takes JSON alone', async ({ nobody, bot, bob, chat }) => {
    const ask = (text: string) =>
      nobody.post<Message>(
        bot.url,
        { text, client_id: 'build-512' },
        { headers: { accept: 'application/json' } },
      );
    const first = await ask('passed');
    expect([first.status, first.body.message]).toEqual([201, 'passed']);
    const again = await ask('passed');
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    expect((await ask('failed')).status).toBe(422);
    const headers = { 'idempotency-key': 'build-512' };
    expect((await nobody.post(bot.url, { text: 'passed' }, { headers })).text).toBe('ok');
    expect((await newest(bob, chat)).id).toBe(first.body.id);
  });
});

describe("a bot's address", () => {
  test('says what it takes where there is nothing to say, and refuses what it cannot read', async ({
    nobody,
    bot,
  }) => {
    for (const body of [
      {},
      { text: ' ' },
      { text: '\u200b\u200d' },
      { blocks: [{ type: 'section' }] },
      { attachments: [{}] },
    ])
      expect(refusedFields(await nobody.post(bot.url, body)).non_field_errors?.[0]).toMatch(
        /^There is nothing to say\. Send/,
      );
    const refused = async (raw: string | Uint8Array, contentType: string) =>
      (await nobody.post<Refusal>(bot.url, undefined, { raw, contentType })).status;
    expect(await refused('{"text"', 'application/json')).toBe(400);
    expect(await refused('payload={"text"', form)).toBe(400);
    expect(await refused(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`, 'application/json')).toBe(400);
    expect(await refused(new Uint8Array([0xff, 0xfe]), 'text/plain')).toBe(400);
    expect(await refused('<a/>', 'application/xml')).toBe(415);
    expect(await refused('x'.repeat(9_000_000), 'text/plain')).toBe(413);
    expect((await nobody.get(bot.url)).status).toBe(405);
  });

  test('is unknown when nobody has its key (any more), whoever asks', async ({
    server,
    nobody,
    alice,
    chat,
    bot,
  }) => {
    expect((await nobody.post(`/api/hooks/${unknownKey}/`, { text: 'x' })).status).toBe(404);
    expect((await alice.post('/api/hooks/x.y/', { text: 'x' })).status).toBe(404);
    expect((await nobody.post(bot.url, { text: 'x' })).status).toBe(200);
    const { url } = (await alice.post<{ url: string }>(`${chat.path}bots/${bot.user.id}/key/`)).body;
    expect((await nobody.post(bot.url, { text: 'x' })).status).toBe(404);
    expect((await nobody.post(url, { text: 'x' })).status).toBe(200);
    // One that is still on its way when the bot is removed.
    const slow = request(server.url + url, { method: 'POST', headers: { 'Content-Type': 'text/plain' } });
    slow.write('x');
    expect((await alice.delete(`${chat.path}bots/${bot.user.id}/`)).status).toBe(204);
    slow.end('y');
    const [{ statusCode }] = await once(slow, 'response');
    expect(statusCode).toBe(404);
    expect((await nobody.post(url, { text: 'x' })).status).toBe(404);
  });
});
