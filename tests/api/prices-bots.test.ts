import { expect, onTestFinished, test } from 'vitest';
import { makeBot, withKey } from '../support/bots.ts';
import { startChat } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { expectThrottled, spree } from './spree.ts';

test('a bot says sixty in a row, then it waits, by whichever way; and who guesses keys is stopped', async () => {
  const server = await startTestServer({ RATE_LIMITS: 'on' });
  onTestFinished(() => server.stop());
  const owner = await signUp(server, 'keeper');
  const chat = await startChat(owner);
  const bot = await makeBot(owner, chat);
  const end = await spree(() => anonymous(server).post(bot.url, { text: 'x' }), 200);
  expectThrottled(end);
  expect(end.passed).toBeGreaterThanOrEqual(60);
  const asToken = Array.from({ length: 20 }, () =>
    withKey(server, bot.key).post(chat.messages, { message: 'x' }),
  );
  expect((await Promise.all(asToken)).map(({ status }) => status)).toContain(429);

  const guess = (i: number) =>
    anonymous(server).get('/auth/me/', { token: `hlb_${String(i).padStart(40, '0')}` });
  const guesses = await spree(guess, 400, 40);
  expectThrottled(guesses);
  // But for those that were taken to ask whose key it was, some at once.
  expect(guesses.passed).toBeGreaterThanOrEqual(100);
  expect((await guess(1)).status).toBe(401);
});
