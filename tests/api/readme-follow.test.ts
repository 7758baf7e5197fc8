import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { readmeExample } from '../support/readme.ts';
import { until } from '../support/until.ts';
import { send, test } from './stage.ts';

test('the README follows a chat live by one line that goes on', async ({ server, alice, bob, chat }) => {
  const script = readmeExample('stream');
  expect(script.split('\n')).toHaveLength(1);
  const env = { ...process.env, CHAT: `${server.url}/api/chats/${chat.uri}`, ALICE: alice.token };
  const line = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 });
  const ended = once(line, 'close');
  let printed = '';
  line.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const say = async () => {
    await send(bob, chat, 'hello');
    return printed;
  };
  await until(say, { what: 'the first line', is: (text) => text.startsWith('"message":"hello') });
  // Which ends the stream.
  await alice.delete(chat.path);
  await ended;
});

test('the README follows a chat live with a shell loop of five lines', async ({
  server,
  alice,
  bob,
  chat,
}) => {
  const script = readmeExample('follow');
  expect(script.split('\n')).toHaveLength(5);
  const env = { ...process.env, CHAT: `${server.url}/api/chats/${chat.uri}`, ALICE: alice.token };
  const loop = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 });
  const ended = once(loop, 'close');
  let printed = '';
  loop.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  try {
    // Said again and again until the loop has its first cursor; from then on nothing may be missing.
    let said = 0;
    await until(
      async () => {
        said += 1;
        await send(bob, chat, `hello ${said}`);
        return printed.includes('hello') && printed;
      },
      { deadlineMs: 10_000, what: 'the first line of the loop' },
    );
    for (const word of ['one', 'two', 'three']) await send(bob, chat, word);
    await until(() => printed.includes('three') && printed, {
      deadlineMs: 10_000,
      what: 'the last line of the loop',
    });
    expect(printed.trim().split('\n').slice(-3)).toEqual(['one', 'two', 'three']);
  } finally {
    // The loop ends by itself at the first refusal; a held poll is ended with the chat.
    await alice.delete(chat.path);
    await ended;
  }
});
