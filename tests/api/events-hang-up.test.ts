import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { allMine, ask, cursorNow } from './polling.ts';
import type { LogIn } from './wire.ts';

// A client that has gone holds no place: not even when it went before the server knew who was asking.

/** The plain poll is answered before Koa when its token is known; any other header takes the long way. */
const ways: [way: string, isTokenKnown: boolean, header: string][] = [
  ['a plain poll', true, ''],
  ['a plain poll with a token that has to be proven', false, ''],
  ['a poll that says how it prefers to wait', true, 'Prefer: handling=lenient\r\n'],
  ['one with a token that has to be proven', false, 'Prefer: handling=lenient\r\n'],
];

async function freshToken(person: Person): Promise<string> {
  const { username, password } = person;
  return (await person.post<LogIn>('/auth/jwt/create/', { username, password })).body.token;
}

/** Writes so many polls that are to be held, all on one connection, and hangs up at once. */
async function askAndHangUp(server: TestServer, polls: readonly string[]): Promise<void> {
  const { hostname, port } = new URL(server.url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.write(polls.join(''), resolve));
  await new Promise<void>((resolve) => void socket.end(resolve));
  socket.destroy();
}

describe('who hangs up at once', () => {
  test.for(ways)('leaves no place behind by %s', async ([, isTokenKnown, header]) => {
    const server = await startTestServer({ MAX_HELD_PER_USER: '1' });
    try {
      const alice = await signUp(server, 'alice');
      const cursor = await cursorNow(alice);
      for (let i = 0; i < 8; i += 1) {
        const token = isTokenKnown ? alice.token : await freshToken(alice);
        const line = `GET ${allMine}?cursor=${cursor}&wait=20 HTTP/1.1`;
        const poll = `${line}\r\nHost: holdline\r\nAuthorization: JWT ${token}\r\n${header}\r\n`;
        await askAndHangUp(server, i % 2 === 0 ? [poll] : [poll, poll]);
      }
      // Answered after those: whatever they were to become, they are.
      for (let i = 0; i < 4; i += 1) await alice.get('/api/chats/');
      const { body } = await ask(alice, allMine, { cursor, wait: 1 });
      expect(body.poll.mode).toBe('long');
    } finally {
      await server.stop();
    }
  });
});
