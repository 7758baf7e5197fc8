import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../support/hook-receiver.ts';
import { freePort } from '../support/program-server.ts';
import { readmeExample, runExample } from '../support/readme.ts';
import { HookStage } from './hook-stage.ts';

// What happens in a chat is delivered to an address, as a bot there sees it, and what that answers the bot says.

const stage = new HookStage();

describe('an event', () => {
  test('is delivered as the bot sees it, signed so that the library of Standard Webhooks believes it', async () => {
    const made = await stage.put();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      url: stage.receiver.url,
      events: ['message.created'],
      state: 'active',
    });
    const { id } = await stage.say('hello');
    const [delivery] = await stage.receiver.reached(1);
    expect(delivery?.event).toMatchObject({
      type: 'message.created',
      chat: stage.cast.chat.uri,
      data: { id, message: 'hello' },
    });
    const { headers, body } = delivery as Delivery;
    const verifying = new Webhook(made.body.secret);
    expect(verifying.verify(body, headers as Record<string, string>)).toEqual(delivery?.event);
    expect(() => verifying.verify(`${body} `, headers as Record<string, string>)).toThrow();
    expect(headers['webhook-id']).toContain(delivery?.event.id);
    expect(headers['user-agent']).toBe('Holdline-Hooks/1');
    expect(Object.keys(headers).sort()).toEqual([
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ]);
    expect((await stage.shown()).secret).toBeUndefined();
  });

  test('is tried again with the same id until it is taken, and those behind it wait', async () => {
    const { secret } = (await stage.put()).body;
    stage.receiver.answer = () => ({ status: 503, body: 'not now' });
    await stage.say('one');
    await stage.say('two');
    await stage.isIn('failing');
    expect(stage.receiver.texts).toEqual(['one']);
    expect(await stage.attempts()).toMatchObject([
      { type: 'message.created', status: 503, problem: null, answer: 'not now' },
    ]);
    stage.receiver.answer = () => ({ status: 200 });
    // By itself, within six seconds.
    const [first, again, next] = await stage.receiver.reached(3);
    expect(stage.receiver.texts).toEqual(['one', 'one', 'two']);
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(next?.headers['webhook-id']).not.toBe(first?.headers['webhook-id']);
    new Webhook(secret).verify(again?.body ?? '', again?.headers as Record<string, string>);
    await stage.isIn('active');
    expect((await stage.attempts()).map(({ status }) => status)).toEqual([200, 200, 503]);
  });

  test('is not delivered of a type that was not asked for, nor of what a bot says', async () => {
    await stage.put({ events: ['message.deleted', 'member.joined'] });
    const { id } = await stage.say('hello');
    await stage.cast.bob.delete(`${stage.cast.chat.messages}${id}/`);
    await stage.cast.carol.patch(stage.cast.chat.path, {});
    await stage.receiver.reached(2);
    expect(stage.receiver.deliveries.map(({ event }) => event.type)).toEqual([
      'message.deleted',
      'member.joined',
    ]);
    expect(stage.receiver.deliveries[0]?.body).not.toContain('hello');
  });

  test('is none of what others whisper, of what was before, or of what comes after the bot is gone', async () => {
    await stage.say('before');
    await stage.put();
    await stage.say('psst', { to: stage.cast.bob.username }, stage.cast.alice);
    await stage.say('for the bot', { to: stage.bot.username });
    await stage.say('aloud');
    await stage.receiver.reached(2);
    expect(stage.receiver.texts).toEqual(['for the bot', 'aloud']);
    await stage.cast.alice.delete(stage.bot.path);
    await stage.say('after');
    // Another bot's is delivered behind it, and would come later.
    const other = await stage.cast.alice.post<{ user: { id: number } }>(`${stage.cast.chat.path}bots/`, {
      display_name: 'Other',
    });
    await stage.cast.alice.put(`${stage.cast.chat.path}bots/${other.body.user.id}/hook/`, {
      url: stage.receiver.url,
    });
    await stage.say('last');
    await stage.receiver.reached(3);
    expect(stage.receiver.texts).toEqual(['for the bot', 'aloud', 'last']);
  });
});

describe('an answer', () => {
  test('in JSON or plain is said by the bot as a reply, once, and is told to no hook', async () => {
    await stage.put();
    let answers = 0;
    stage.receiver.answer = ({ event }) => {
      answers += 1;
      if (event.data.message === 'ping') {
        // It answers, and the line breaks behind it: the same event comes again.
        return {
          status: answers === 1 ? 500 : 200,
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: '{"text":"pong"}',
        };
      }
      return { headers: { 'content-type': 'text/plain' }, body: `plain ${'x'.repeat(5000)}` };
    };
    const ping = await stage.say('ping');
    await stage.isIn('failing');
    await stage.resume({});
    const pong = await stage.untilSaid('pong');
    expect(pong).toMatchObject({
      user: { id: stage.bot.id, is_bot: true },
      reply_to: { id: ping.id },
      to: null,
    });
    await stage.say('more');
    const long = await stage.untilSaid('plain');
    expect(long?.message).toHaveLength(4000);
    expect((await stage.history()).filter(({ message }) => message === 'pong')).toHaveLength(1);
    expect(stage.receiver.texts).toEqual(['ping', 'ping', 'more']);
  });

  test('to a whisper is a whisper', async () => {
    await stage.put();
    stage.receiver.answer = () => ({ headers: { 'content-type': 'text/plain' }, body: 'between us' });
    await stage.say('psst', { to: stage.bot.username });
    expect(await stage.untilSaid('between us')).toMatchObject({ to: { username: stage.cast.bob.username } });
    expect((await stage.history(stage.cast.alice)).map(({ message }) => message)).not.toContain('between us');
  });

  test('that is no text of its own, or too much of one, is not said', async () => {
    await stage.put();
    const bodies: [string, string, string?][] = [
      ['text/html', '<b>pong</b>'],
      ['application/json', '{"text":7}'],
      ['application/json', '{"text":"pong"'],
      ['application/json', JSON.stringify({ text: 'pong', more: 'x'.repeat(70_000) })],
      ['text/plain', '  \n'],
      ['text/plain', 'compressed, it says', 'gzip'],
    ];
    stage.receiver.answer = () => {
      const [type, body, coding = 'identity'] = bodies.shift() ?? ['text/plain', 'done'];
      return { headers: { 'content-type': type, 'content-encoding': coding }, body };
    };
    for (let i = 0; i <= 6; i += 1) await stage.say(`${i}`);
    await stage.untilSaid('done');
    expect((await stage.history()).filter(({ user }) => user.is_bot).map(({ message }) => message)).toEqual([
      'done',
    ]);
  });
});

test("the README's bot in ten lines answers", async () => {
  const port = await freePort();
  const script = [
    `H=http://localhost:8000 CHAT=http://localhost:8000${stage.cast.chat.path.slice(0, -1)}`,
    `ALICE=${stage.cast.alice.token} BOB=${stage.cast.bob.token}`,
    readmeExample('answer').replaceAll('9000', String(port)),
    'until curl -s $CHAT/messages/ -H "Authorization: JWT $BOB" | grep pong; do sleep 0.1; done',
    'kill %1',
  ];
  expect(await runExample(script.join('\n'), stage.server.url)).toContain('"message":"pong"');
});

test('a replaced secret signs beside the new one', async () => {
  const before = (await stage.put()).body.secret;
  const after = (await stage.cast.alice.post<{ secret: string }>(`${stage.bot.hook}secret/`)).body.secret;
  expect(after).not.toBe(before);
  await stage.say('hello');
  const [delivery] = await stage.receiver.reached(1);
  for (const secret of [before, after])
    expect(
      new Webhook(secret).verify(delivery?.body ?? '', delivery?.headers as Record<string, string>),
    ).toBeTruthy();
});
