import { describe, expect, test } from 'vitest';
import type { Answer } from '../support/hook-receiver.ts';
import { arranged, newName } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { until } from '../support/until.ts';
import { type Attempt, HookStage } from './hook-stage.ts';
import type { Message } from './wire.ts';

// How the answers of a hook's receiver begin is shown to those who run the chat, as long as all that an answer may repeat is there as it was told.

const stage = new HookStage();
const everything = ['message.created', 'message.deleted', 'reaction.added', 'member.joined', 'chat.updated'];

/** Once so many came to an end, the newest first. */
const tried = (count: number): Promise<Attempt[]> =>
  until(() => stage.attempts(), { what: `${count} tries`, is: ({ length }) => length >= count });
const answersOf = async (count: number) => (await tried(count)).map(({ answer }) => answer);

/** All that a receiver is told of what was said, by whom and to what, and of nobody else. */
const echo = {
  in: ({ body }: { body: string }) =>
    JSON.stringify(JSON.parse(body).data, (key, value) =>
      ['', '0', 'message', 'user', 'users', 'display_name', 'reply_to', 'excerpt', 'reactions'].includes(key)
        ? value
        : undefined,
    ),
};
const pathOf = ({ id }: { id: number }) => `${stage.cast.chat.messages}${id}/`;

/** Somebody new, who may end without others missing them. */
async function join(name: string): Promise<Person> {
  const person = await signUp(stage.server, newName(name));
  arranged(await person.patch(stage.cast.chat.path, {}), 200);
  return person;
}

describe('an answer', () => {
  test('is shown in its beginning, whether it takes what it is told, says something, or refuses', async () => {
    await stage.put();
    const answers: Answer[] = [
      { status: 200, body: '{"ok":true}' },
      { status: 202, headers: { 'content-type': 'text/plain' }, body: 'pong' },
      { status: 204 },
      { status: 200, headers: { 'content-encoding': 'gzip' }, body: 'compressed, it says' },
      { status: 410, body: 'é'.repeat(400) },
    ];
    stage.receiver.answer = () => answers.shift() ?? null;
    for (let i = 0; i < 5; i += 1) await stage.say(`${i}`);
    expect((await tried(5)).map(({ status, answer }) => [status, answer])).toEqual([
      [410, 'é'.repeat(300)],
      [200, null],
      [204, ''],
      [202, 'pong'],
      [200, '{"ok":true}'],
    ]);
    expect((await stage.cast.bob.get(`${stage.bot.hook}attempts/`)).status).toBe(403);
  });

  test('to what tells of a whisper, or of a message that is gone, is never shown', async () => {
    await stage.put({ events: everything });
    stage.receiver.answer = ({ event, body }) =>
      event.data.message === 'psst' ? { headers: { 'content-type': 'text/plain' }, body } : { body };
    const whisper = await stage.say('psst', { to: stage.bot.username });
    await stage.say('hush', { to: stage.bot.username });
    arranged(await stage.cast.bob.put(`${pathOf(whisper)}reactions/👍/`), 200);
    const aloud = await stage.say('aloud');
    arranged(await stage.cast.bob.delete(pathOf(aloud)), 204);
    await stage.say('last');
    expect((await tried(6)).map(({ type, answer }) => [type, answer === null])).toEqual([
      ['message.created', false],
      ['message.deleted', true],
      ['message.created', true],
      ['reaction.added', true],
      ['message.created', true],
      ['message.created', true],
    ]);
  });
});

/** What was answered when dave had said something, when bob had answered that, and when somebody had said something else. */
async function threeAnswers(
  dave: Person,
): Promise<{ said: Message; reply: Message; answers(): Promise<string[]> }> {
  await stage.put({ events: everything });
  stage.receiver.answer = (delivery) => ({ body: echo.in(delivery) });
  const said = await stage.say('marzipan', {}, dave);
  const reply = await stage.say('quicksilver', { reply_to: said.id });
  await stage.say('elsewhere');
  return {
    said,
    reply,
    async answers() {
      const all = await answersOf(3);
      return all.reverse().map((each) => each ?? '-');
    },
  };
}

type Scene = { dave: Person; said: Message; reply: Message };

describe('what an answer repeats takes the answer with it:', () => {
  const ends: [what: string, happens: (scene: Scene) => Promise<unknown>, shown: boolean[]][] = [
    ['nothing happens', async () => {}, [true, true, true]],
    [
      'the message is edited',
      ({ dave, said }) => dave.patch(pathOf(said), { message: 'else' }),
      [false, false, true],
    ],
    ['its author deletes it', ({ dave, said }) => dave.delete(pathOf(said)), [false, false, true]],
    ['a moderator deletes it', ({ said }) => stage.cast.alice.delete(pathOf(said)), [false, false, true]],
    ['what answers it is deleted', ({ reply }) => stage.cast.bob.delete(pathOf(reply)), [true, false, true]],
    [
      'its author is renamed',
      ({ dave }) => dave.patch('/auth/me/', { display_name: `Dave ${dave.user.id}` }),
      [false, false, true],
    ],
    [
      'its author ends the account',
      ({ dave }) => dave.delete('/auth/me/', { current_password: dave.password }),
      [false, false, true],
    ],
  ];

  test.for(ends)('%s', async ([, happens, shown]) => {
    const dave = await join('dave');
    const { said, reply, answers } = await threeAnswers(dave);
    const before = await answers();
    expect(before.map((each) => each.includes('marzipan'))).toEqual([true, true, false]);
    expect(before.map((each) => each.includes(dave.user.display_name))).toEqual([true, true, false]);
    const count = (await stage.attempts()).length;
    await happens({ dave, said, reply });
    const after = (await stage.attempts()).slice(-count).reverse();
    expect(after.map(({ answer }) => answer !== null)).toEqual(shown);
    expect(after.map(({ answer }, i) => answer ?? before[i])).toEqual(before);
  });

  test('its time is over, at that moment', async () => {
    arranged(await stage.cast.alice.patch(stage.cast.chat.path, { disappear_after: 3600 }), 200);
    const { answers } = await threeAnswers(stage.cast.bob);
    expect(await answers()).not.toContain('-');
    shiftClock(3600 * 1000);
    expect((await stage.attempts()).map(({ answer }) => answer).slice(-3)).toEqual([null, null, null]);
  });

  test('what the bot said of it is deleted', async () => {
    await stage.put();
    stage.receiver.answer = ({ event }) => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `r:${event.data.message}` }),
    });
    for (const text of ['first', 'second']) await stage.say(text);
    expect(await answersOf(2)).toEqual(['{"text":"r:second"}', '{"text":"r:first"}']);
    const first = await stage.untilSaid('r:first');
    arranged(await stage.cast.alice.delete(pathOf(first as Message)), 204);
    expect(await answersOf(2)).toEqual(['{"text":"r:second"}', null]);
  });

  test('somebody who came in, reacted or owns the chat is renamed, and another bot is renamed or removed', async () => {
    const helper = await stage.makeBot('Helper');
    const dave = await join('dave');
    await stage.put({ events: everything });
    stage.receiver.answer = ({ body }) => ({ body: body.slice(-250) });
    const erin = await join('erin');
    const { bob, alice, chat } = stage.cast;
    const message = await stage.say('hello');
    arranged(await dave.put(`${pathOf(message)}reactions/👍/`), 200);
    arranged(await alice.patch(chat.path, { topic: 'Weather' }), 200);
    for (let i = 0; i < 2; i += 1)
      arranged(await bob.post(chat.messages, { message: `@${helper.username}` }), 201);
    const kept = async () => (await answersOf(6)).map((answer) => answer !== null).reverse();
    expect(await kept()).toEqual([true, true, true, true, true, true]);
    const rename = (person: Person) =>
      person.patch('/auth/me/', { display_name: `${person.username} the other` });
    arranged(await rename(erin), 200);
    expect(await kept()).toEqual([false, true, true, true, true, true]);
    arranged(await rename(dave), 200);
    expect(await kept()).toEqual([false, true, false, true, true, true]);
    arranged(await rename(alice), 200);
    expect(await kept()).toEqual([false, true, false, false, true, true]);
    arranged(await alice.patch(`${chat.path}bots/${helper.id}/`, { display_name: 'Other helper' }), 200);
    expect(await kept()).toEqual([false, true, false, false, false, false]);
    arranged(await bob.post(chat.messages, { message: `@${helper.username}` }), 201);
    expect((await answersOf(7))[0]).not.toBe(null);
    arranged(await alice.delete(`${chat.path}bots/${helper.id}/`), 204);
    expect((await answersOf(7))[0]).toBe(null);
  });
});

describe('an answer that comes late', () => {
  type Late = [what: string, happens: (scene: Scene) => Promise<unknown>, isShown: boolean];
  test.for<Late>([
    ['nothing', async () => {}, true],
    ['the message is edited', ({ reply }) => stage.cast.bob.patch(pathOf(reply), { message: 'else' }), false],
    ['the message is deleted', ({ reply }) => stage.cast.bob.delete(pathOf(reply)), false],
    ['what it answers is edited', ({ dave, said }) => dave.patch(pathOf(said), { message: 'else' }), false],
    [
      'who said that is renamed',
      ({ dave }) => dave.patch('/auth/me/', { display_name: `Dave ${dave.user.id}` }),
      false,
    ],
  ])('is kept as what it was told of is by then: %s', async ([, happens, isShown]) => {
    const dave = await join('dave');
    const said = await stage.say('marzipan', {}, dave);
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    stage.receiver.answer = async (delivery) => {
      await isReleased;
      return { status: 200, body: echo.in(delivery) };
    };
    await stage.put();
    const reply = await stage.say('quicksilver', { reply_to: said.id });
    await stage.receiver.reached(1);
    await happens({ dave, said, reply });
    release();
    const [answer] = await answersOf(1);
    expect(answer !== null).toBe(isShown);
    if (isShown) expect(answer).toContain('marzipan');
  });
});
