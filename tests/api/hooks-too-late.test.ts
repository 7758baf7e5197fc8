import { describe, expect, test } from 'vitest';
import { makeBot } from '../support/bots.ts';
import { startChat } from '../support/people.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { until } from '../support/until.ts';
import { HookStage } from './hook-stage.ts';

// What a hook was too late to deliver: it is delivered as it is by then, or not at all.

const stage = new HookStage();

describe('an event', () => {
  test('shows a text as it is when it is delivered: what was taken back, edited or has disappeared meanwhile is not told', async () => {
    await stage.put();
    stage.receiver.answer = () => ({ status: 500 });
    const { bob, alice, chat } = stage.cast;
    const deleted = await stage.say('a secret');
    await stage.isIn('failing');
    const edited = await stage.say('a secret, too');
    await alice.patch(chat.path, { disappear_after: 3600 });
    const brief = await stage.say('a secret for an hour');
    await bob.delete(`${chat.messages}${deleted.id}/`);
    await bob.patch(`${chat.messages}${edited.id}/`, { message: 'said otherwise' });
    shiftClock(3600 * 1000);
    stage.receiver.answer = () => ({ status: 204 });
    await stage.resume({});
    await until(() => stage.receiver.deliveries.slice(1), {
      what: 'all three are delivered',
      is: (later) =>
        [deleted, edited, brief].every(({ id }) => later.some(({ event }) => event.data.id === id)),
      deadlineMs: 20_000,
    });
    const later = stage.receiver.deliveries.slice(1);
    expect(later[0]?.event.data).toMatchObject({ id: deleted.id, deleted: true });
    expect(later.find(({ event }) => event.data.id === edited.id)?.event.data.message).toBe('said otherwise');
    expect(later.map(({ body }) => body).join()).not.toContain('secret');
  });

  test.for([
    ['the bot is removed', () => stage.cast.alice.delete(stage.bot.path)],
    ['the chat is closed', () => stage.cast.alice.delete(stage.cast.chat.path)],
  ] as const)('that waits behind another is told to nobody once %s', async ([, end]) => {
    const { alice, bob } = stage.cast;
    await stage.put();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    stage.receiver.answer = () => held.then(() => ({ status: 204 }));
    await stage.say('on its way');
    await stage.receiver.reached(1);
    await stage.say('behind it');
    await end();
    // Another bot's is delivered later, over a line of its own.
    const other = await startChat(alice, bob);
    const { user } = await makeBot(alice, other);
    await alice.put(`${other.path}bots/${user.id}/hook/`, { url: stage.receiver.url });
    stage.receiver.answer = () => ({ status: 204 });
    answer();
    for (const message of ['later', 'last']) await bob.post(other.messages, { message });
    await stage.receiver.reached(3);
    expect(stage.receiver.texts).toEqual(['on its way', 'later', 'last']);
  });
});
