import { afterEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { signUp } from '../support/person.ts';
import { startServerProcess } from '../support/server-process.ts';

let database: TestDatabase;

afterEach(() => database.drop());

test.for(['SIGUSR2', 'SIGPIPE'] as const)(
  'an error that nobody caught (%s) is one line without its words, ends the held polls and then the process, with 1',
  async (signal) => {
    database = await createDatabase('sqlite');
    const flags = ['--import', new URL('../support/throw-on-signal.mjs', import.meta.url).href];
    const server = await startServerProcess(
      { ...database.settings, LOG_LEVEL: 'info' },
      { nodeFlags: flags },
    );
    const alice = await signUp(server, 'alice');
    const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
    const events = `/api/chats/${uri}/events/`;
    const { cursor } = (await alice.get<{ cursor: string }>(events)).body;
    const held = alice.get(`${events}?cursor=${cursor}&wait=55`);
    // It is held when the server knows of a newer request of the same person.
    await alice.get('/auth/me/');
    const ended = server.stop(signal);
    expect((await held).status).toBe(200);
    expect(await ended).toEqual({ code: 1, signal: null });
    const fatal = server
      .output()
      .split('\n')
      .filter((line) => line.includes('"level":60'));
    expect(fatal).toHaveLength(1);
    expect(server.output()).not.toContain('canary');
  },
);
