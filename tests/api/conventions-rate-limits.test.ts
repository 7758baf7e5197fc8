import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChat } from '../support/people.ts';
import { anonymous, type Reply, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import type { Refusal } from './wire.ts';

/** Far more than a person types wrong, far fewer than guessing a password takes. */
const maxAttempts = 100;

describe('with rate limits on', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ RATE_LIMITS: 'on' });
  });
  afterAll(() => server.stop());

  test('a few people who sign up, log in and talk are not slowed down', async () => {
    const [dave, erin] = [await signUp(server, 'dave'), await signUp(server, 'erin')];
    const chat = await startChat(dave, erin);
    for (let i = 0; i < 10; i += 1) {
      const author = i % 2 ? dave : erin;
      expect((await author.post(chat.messages, { message: `number ${i}` })).status).toBe(201);
      expect((await author.get(chat.messages)).status).toBe(200);
    }
  });

  test('guessing passwords is stopped with a 429 that says when to come back', async () => {
    const guesser = anonymous(server);
    let reply: Reply<Refusal> | undefined;
    for (let i = 0; i < maxAttempts && reply?.status !== 429; i += 1) {
      const guess = { username: 'dave', password: `guess number ${i}` };
      reply = await guesser.post<Refusal>('/auth/jwt/create/', guess, {
        headers: { Origin: 'http://a.example' },
      });
    }
    expect(reply?.status).toBe(429);
    expect(reply?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(reply?.body.code).toBe('throttled');
    expect(reply?.body.detail).toMatch(/^Request was throttled\. Expected available in \d+ seconds?\.$/);
    expect(reply?.headers.get('access-control-allow-origin')).toBe('*');
  });
});
