import { expect } from 'vitest';
import { type Bot, makeBot } from '../support/bots.ts';
import { subscribe, toldTo } from '../support/canary-exits.ts';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { ndjson, open } from '../support/stream.ts';
import { until } from '../support/until.ts';
import { internals } from './internals.ts';
import { test } from './outside-stage.ts';
import { send } from './stage.ts';

/** A bot whose hook leads to the receiver. */
async function makeHooked(keeper: Person, chat: ChatPath, url: string): Promise<Bot> {
  const bot = await makeBot(keeper, chat);
  const hook = { url, events: ['message.created', 'message.updated', 'message.deleted', 'member.updated'] };
  arranged(await keeper.put(`${chat.path}bots/${bot.user.id}/hook/`, hook), 201);
  return bot;
}

test('what goes out by itself, as a stream, to a bot, by a hook or to a device, holds no whisper to others, nothing private, and nothing after a removal', async ({
  server,
  outside,
}) => {
  const secretive = await signUp(server, 'secretive', { email: 'very.private@example.org' });
  const [alice, leaver] = [await signUp(server, 'alice'), await signUp(server, 'leaver')];
  const chat = await startChat(secretive, leaver, alice);
  const { receiver } = outside;
  const bot = await makeHooked(secretive, chat, receiver.url);
  // Of somebody who reads nowhere else, as nobody is told who does.
  const device = await subscribe(outside, leaver);
  const [asPerson, asBot] = [
    await open(server, alice, `${chat.path}events/`),
    await open(server, { token: bot.key }, `${chat.path}events/`, ndjson),
  ];
  const stays = await open(server, secretive, `${chat.path}events/`);
  // All that it was told comes back as its answer, to who runs the chat.
  receiver.answer = ({ body }) => ({ body });
  const hooked = () => receiver.deliveries.map(({ body }) => body).join('\n');
  const to = (person: { username: string }, message: string) =>
    secretive.post(chat.messages, { message, to: person.username });

  await to(leaver, 'psst, the treasure');
  arranged(await secretive.patch('/auth/me/', { avatar: 5 }), 200);
  const { id } = await send(secretive, chat, 'a first word');
  arranged(await secretive.patch(`${chat.messages}${id}/`, { message: 'a better one' }), 200);
  await send(secretive, chat, '@leaver: all of you');
  await until(() => [hooked(), asBot.text(), asPerson.text(), toldTo(device)], {
    what: 'everyone is told',
    is: (told) => told.every((each) => each.includes('all of you')),
  });
  const answers = await until(
    async () => (await secretive.get(`${chat.path}bots/${bot.user.id}/hook/attempts/`)).text,
    { what: 'the last answer is kept', is: (kept) => kept.includes('all of you') },
  );
  for (const person of [leaver, alice])
    arranged(await secretive.delete(`${chat.path}members/${person.username}/`), 204);
  arranged(await secretive.delete(`${chat.path}bots/${bot.user.id}/`), 204);
  await Promise.all([asPerson.ended, asBot.ended]);
  await send(secretive, chat, '@leaver: without you');
  // What comes later to each: by another bot's hook, and in another chat.
  await makeHooked(secretive, chat, receiver.url);
  await send(secretive, chat, 'the last word');
  const other = await startChat(secretive, leaver);
  await send(secretive, other, '@leaver: elsewhere');
  await until(() => [hooked(), stays.text()], {
    what: 'the last word is told',
    is: (told) => told.every((each) => each.includes('the last word')),
  });
  await until(() => toldTo(device).includes('elsewhere'), { what: 'the device is told of another chat' });
  stays.close();
  const exits = {
    answers,
    asPerson: asPerson.text(),
    asBot: asBot.text(),
    hooked: hooked(),
    device: toldTo(device),
  };
  for (const [exit, told] of Object.entries(exits)) {
    const later = exit === 'hooked' ? [] : ['the last word'];
    for (const secret of ['treasure', 'without you', 'very.private', secretive.password, bot.key, ...later])
      expect(told, exit).not.toContain(secret);
    for (const pattern of internals) expect(told, exit).not.toMatch(pattern);
  }
});
