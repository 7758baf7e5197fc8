import { afterAll, beforeAll, expect, test } from 'vitest';
import { readmeExample, runExample } from '../support/readme.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server?.stop());

interface Message {
  message: string;
  user: { username: string; is_bot: boolean };
}

test('the README walks with curl from sign-up to reading a reply, in fewer than ten lines, and makes a bot that says what is posted', async () => {
  const script = readmeExample('walk');
  const commands = script.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  expect(commands.length).toBeLessThan(10);

  const read = commands.at(-1) ?? '';
  const printed = await runExample([script, readmeExample('hook'), read].join('\n'), server.url);
  const messages = lastHistory(printed);
  const [question, reply, told] = messages.slice(-3);
  expect(reply?.message, printed).toEqual(expect.any(String));
  expect(reply?.user.username, printed).not.toBe(question?.user.username);
  expect(told).toMatchObject({ message: 'Build 512 passed', user: { is_bot: true } });
});

test('an example that breaks in the middle is noticed', async () => {
  const script = 'curl -sSf http://localhost:8000/healthz/\nfalse\necho done';
  await expect(runExample(script, server.url)).rejects.toThrow('The example ended with 1');
});

/** The messages of the history that the walk prints last; curl puts no line ends between the replies before it. */
function lastHistory(printed: string): Message[] {
  const messages = printed.lastIndexOf('"messages":[');
  expect(messages, `no history in: ${printed}`).toBeGreaterThan(0);
  return JSON.parse(printed.slice(printed.lastIndexOf('{', messages))).messages;
}
