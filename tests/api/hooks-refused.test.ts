import { describe, expect, test } from 'vitest';
import { startReceiver } from '../support/hook-receiver.ts';
import { until } from '../support/until.ts';
import { HookStage } from './hook-stage.ts';
import type { Message } from './wire.ts';

// What becomes of a hook that does not get through, or is answered late, what is told to none, and where none may lead.

const stage = new HookStage();

describe('a hook that does not get through', () => {
  test('is paused by a 410, its owner and moderators are told, and it goes on where it stopped, or from now', async () => {
    await stage.put();
    const { cursor } = (await stage.cast.alice.get<{ cursor: string }>('/api/events/')).body;
    stage.receiver.answer = () => ({ status: 410 });
    await stage.say('one');
    const told = await until(
      async () => {
        const { events } = (
          await stage.cast.alice.get<{ events: { type: string; data: object }[] }>(
            `/api/events/?cursor=${cursor}`,
          )
        ).body;
        return events.find(({ type }) => type === 'hook.updated');
      },
      { what: 'the owner is told' },
    );
    expect(told?.data).toEqual({ bot: stage.bot.id, state: 'paused', paused_by: 'gone' });
    const bobs = await stage.cast.bob.get(`/api/events/?cursor=${cursor}`);
    expect(bobs.text).not.toContain('hook.updated');
    expect(await stage.shown()).toMatchObject({ state: 'paused', paused_by: 'gone', next_try_at: null });

    stage.receiver.answer = () => ({ status: 204 });
    await stage.say('two');
    await stage.resume({});
    await stage.receiver.reached(3);
    expect(stage.receiver.texts).toEqual(['one', 'one', 'two']);

    stage.receiver.answer = () => ({ status: 410 });
    await stage.say('three');
    await stage.isIn('paused');
    stage.receiver.answer = () => ({ status: 204 });
    await stage.resume({ skip: true });
    await stage.say('four');
    await stage.receiver.reached(5);
    expect(stage.receiver.texts.slice(3)).toEqual(['three', 'four']);
  });

  test('follows no redirect, and keeps nobody else waiting', async () => {
    const elsewhere = await startReceiver();
    stage.receiver.answer = () => ({ status: 302, headers: { location: elsewhere.url } });
    await stage.put();
    const other = await stage.cast.alice.post<{ user: { id: number } }>(`${stage.cast.chat.path}bots/`, {
      display_name: 'Slow',
    });
    const slow = await startReceiver();
    slow.answer = () => null;
    await stage.cast.alice.put(`${stage.cast.chat.path}bots/${other.body.user.id}/hook/`, { url: slow.url });
    await stage.say('one');
    await slow.reached(1);
    await until(async () => (await stage.attempts())[0]?.status === 302, {
      what: 'the redirect is an answer',
    });
    expect(elsewhere.deliveries).toEqual([]);
    await stage.cast.alice.delete(`${stage.cast.chat.path}bots/${other.body.user.id}/`);
    await Promise.all([elsewhere.stop(), slow.stop()]);
  });

  test('asks no address that is not public, however it is written, and says no more of it', async () => {
    const urls = [
      'http://127.0.0.2/',
      'http://2130706434/',
      'http://0177.0.0.2/',
      'http://10.2.0.1/',
      'http://169.254.169.254/latest/',
      'http://[::1]/',
      'http://[::ffff:127.0.0.2]/',
      'http://[64:ff9b::7f00:2]/',
      'http://[fd00:ec2::254]/',
      'http://0.0.0.0/',
      'http://100.100.100.200/',
      'http://no-such-name.invalid/',
    ];
    await stage.put({ url: urls[0] });
    await stage.say('one');
    for (const [i, url] of urls.entries()) {
      // Another address is tried at once.
      if (i > 0) await stage.put({ url });
      const [attempt] = await until(() => stage.attempts(), {
        what: `${url} was tried`,
        is: ({ length }) => length > i,
        deadlineMs: 12_000,
      });
      expect(attempt, url).toMatchObject({ status: null, problem: 'no_public_address', ms: 0, answer: null });
    }
  });
});

test('a reaction is delivered when a person reacts, also to what a bot says, and not when a bot does', async () => {
  const { key: token } = await stage.makeBot('Clapper');
  await stage.put({ events: ['reaction.added', 'reaction.removed'] });
  const { bob, chat } = stage.cast;
  const path = ({ id }: Message, emoji: string) =>
    `${chat.messages}${id}/reactions/${encodeURIComponent(emoji)}/`;
  const asked = await stage.say('hello');
  const byBot = [
    await bob.put(path(asked, '👏'), undefined, { token }),
    await bob.delete(path(asked, '👏'), undefined, { token }),
  ];
  expect(byBot.map(({ status }) => status)).toEqual([200, 200]);
  const said = (await bob.post<Message>(chat.messages, { message: 'clap' }, { token })).body;
  await bob.put(path(said, '👍'));
  await bob.delete(path(said, '👍'));
  await stage.receiver.reached(2);
  expect(stage.receiver.deliveries.map(({ event }) => [event.type, event.data.id])).toEqual([
    ['reaction.added', said.id],
    ['reaction.removed', said.id],
  ]);
});

describe('an answer that comes late', () => {
  /** All that the bot says when this happens between a question and its answer, and another question follows. */
  const saidAfter = async (happens: (message: Message) => Promise<unknown>) => {
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    stage.receiver.answer = async ({ path, event }) => {
      if (stage.receiver.deliveries.length === 1) await isReleased;
      return { headers: { 'content-type': 'text/plain' }, body: `${path} ${event.data.message}` };
    };
    await stage.put();
    const message = await stage.say('first');
    await stage.receiver.reached(1);
    await happens(message);
    release();
    await stage.say('last');
    const said = async () =>
      (await stage.history()).flatMap(({ user, message }) => (user.is_bot ? [message] : []));
    return until(said, {
      what: 'the last one is answered',
      is: (all) => all.some((each) => each?.endsWith('last')),
    });
  };
  const pathOf = ({ id }: Message) => `${stage.cast.chat.messages}${id}/`;

  test.for<[what: string, happens: (message: Message) => Promise<unknown>, said: string[]]>([
    ['nothing', async () => {}, ['/hook first', '/hook last']],
    ['the message is deleted', (message) => stage.cast.bob.delete(pathOf(message)), ['/hook last']],
    [
      'the message is edited',
      (message) => stage.cast.bob.patch(pathOf(message), { message: 'else' }),
      ['/hook last'],
    ],
    [
      'the hook is made anew',
      async () => {
        await stage.cast.alice.delete(stage.bot.hook);
        await stage.put();
      },
      ['/hook last'],
    ],
    [
      'the hook leads elsewhere, and asks there',
      () => stage.put({ url: stage.receiver.url.replace('hook', 'elsewhere') }),
      ['/elsewhere first', '/elsewhere last'],
    ],
  ])('is held against what has happened meanwhile: %s', async ([, happens, said]) => {
    expect(await saidAfter(happens)).toEqual(said);
  });
});

describe('an address', () => {
  test('that is none is refused', async () => {
    const wrong = [
      ['ftp://example.org/', 'Enter a valid URL.'],
      ['example.org', 'Enter a valid URL.'],
      ['http://me:secret@example.org/', 'It must not contain a name or a password.'],
      ['https://example.org:25/', 'Its port has to be 80, 443, or 1024 or above.'],
      [`https://example.org/${'x'.repeat(2000)}`, 'Ensure this field has no more than 2000 characters.'],
    ] as const;
    for (const [url, sentence] of wrong) {
      const reply = await stage.put({ url });
      expect([reply.status, reply.body], url).toEqual([400, { url: [sentence] }]);
    }
  });

  test('loses what stands behind #, and events are a list or words in a form', async () => {
    const made = await stage.cast.alice.put<object>(
      stage.bot.hook,
      { url: `${stage.receiver.url}#part`, events: 'member.left message.created' },
      { form: true },
    );
    expect(made.body).toMatchObject({ url: stage.receiver.url, events: ['message.created', 'member.left'] });
    expect((await stage.put({ events: ['token.revoked'] })).body).toEqual({
      events: ['"token.revoked" is not a valid choice.'],
    });
    expect((await stage.put({ events: [] })).body).toEqual({ events: ['This list may not be empty.'] });
  });
});
