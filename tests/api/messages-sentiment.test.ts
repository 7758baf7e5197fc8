import { describe, expect } from 'vitest';
import { history, send, test } from './stage.ts';
import type { Message } from './wire.ts';

describe('the sentiment of a message', () => {
  test.for(['I love this, it is wonderful!', 'Great news, I am so happy', 'GREAT job, thank you :)'])(
    'is above 0.5 for %j',
    async (text, { alice, chat }) => {
      expect((await send(alice, chat, text)).sentiment.polarity).toBeGreaterThan(0.5);
    },
  );

  test.for(['I hate this, it is horrible.', 'What a terrible, awful day', 'This is not good at all.'])(
    'is below 0 for %j',
    async (text, { alice, chat }) => {
      expect((await send(alice, chat, text)).sentiment.polarity).toBeLessThan(0);
    },
  );

  test.for([
    'The table is made of wood',
    '12345',
    '...',
    'Der Zug kommt um vier',
    'これは机です',
    'стол и стул',
  ])('is exactly 0 for %j', async (text, { alice, chat }) => {
    expect((await send(alice, chat, text)).sentiment.polarity).toBe(0);
  });

  test('stays within -1 and 1 and is more for more', async ({ alice, chat }) => {
    const good = (await send(alice, chat, 'good')).sentiment.polarity;
    const ecstatic = (await send(alice, chat, 'love best wonderful great happy '.repeat(100))).sentiment
      .polarity;
    const furious = (await send(alice, chat, 'hate worst horrible awful evil '.repeat(100))).sentiment
      .polarity;
    expect(good).toBeGreaterThan(0);
    expect(ecstatic).toBeGreaterThan(good);
    expect(ecstatic).toBeLessThanOrEqual(1);
    expect(furious).toBeGreaterThanOrEqual(-1);
    expect(furious).toBeLessThan(-0.5);
  });

  test('is the same for everyone and at every reading', async ({ alice, bob, chat }) => {
    const { sentiment } = await send(alice, chat, 'I love tea');
    for (const reader of [alice, bob, alice]) {
      expect((await history(reader, chat))[0]?.sentiment).toEqual(sentiment);
    }
  });

  test('is made anew by an edit', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'I love this, it is wonderful!');
    const edited = await alice.patch<Message>(`${chat.messages}${id}/`, {
      message: 'I hate this, it is horrible.',
    });
    expect(edited.body.sentiment.polarity).toBeLessThan(0);
    expect((await history(bob, chat))[0]?.sentiment).toEqual(edited.body.sentiment);
  });

  test('cannot be sent along', async ({ alice, chat }) => {
    const body = { message: 'The table is made of wood', sentiment: { polarity: 1 } };
    expect((await alice.post<Message>(chat.messages, body)).body.sentiment).toEqual({ polarity: 0 });
  });

  test('of text made to be slow is found without delay', async ({ alice, chat }) => {
    const nasty = Array.from({ length: 1300 }, (_, i) => `a${i.toString(36)}`.slice(0, 3))
      .join(' ')
      .slice(0, 4000);
    const started = performance.now();
    await send(alice, chat, nasty);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
