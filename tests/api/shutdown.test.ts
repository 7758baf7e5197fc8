import { afterEach, describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { allMine, ask, cursorNow, eventsOf, eventsSince, type Held, hold, poll, textsOf } from './polling.ts';
import { send, test } from './stage.ts';

const maxShutdownMs = 15_000;
const heldPolls = 120;

const processes: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(processes.splice(0).map((each) => each.stop('SIGKILL')));
});

/** One person may hold as many polls as a whole office. */
const officeSettings = { MAX_HELD_PER_USER: '1000', MAX_HELD_PER_ADDRESS: '1000' };

/** The built server in a process of its own, which can be sent a signal. */
async function startOffice(): Promise<ServerProcess> {
  const server = await startServerProcess(officeSettings);
  processes.push(server);
  return server;
}

async function holdMany(reader: Person, cursor: string): Promise<Promise<Held>[]> {
  const startedAt = performance.now();
  const answers = Array.from({ length: heldPolls }, async () => {
    const reply = await ask(reader, allMine, { cursor, wait: 20 });
    const endedAt = performance.now();
    return { reply, endedAt, heldMs: endedAt - startedAt };
  });
  await (await hold(reader, allMine, { cursor, wait: 1 }))();
  return answers;
}

describe('SIGTERM', () => {
  test('ends held polls one after the other, each told to close and when to come back', async () => {
    const server = await startOffice();
    const alice = await signUp(server, 'alice');
    const cursor = await cursorNow(alice);
    const answers = await holdMany(alice, cursor);

    const stoppedAt = performance.now();
    const stopped = server.stop();
    const first = await Promise.race(answers);
    const held = await Promise.all(answers);

    expect(await stopped).toEqual({ code: 0, signal: null });
    expect(performance.now() - stoppedAt).toBeLessThan(maxShutdownMs);
    const ends = held.map(({ endedAt }) => endedAt);
    expect(Math.max(...ends) - first.endedAt).toBeGreaterThan(100);
    for (const { reply } of held) {
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ events: [], has_more: false });
      expect(reply.headers.get('connection')).toBe('close');
      expect(reply.body.poll.retry).toBeGreaterThan(0);
      expect(Number.isInteger(reply.body.poll.retry)).toBe(true);
    }
    expect(new Set(held.map(({ reply }) => reply.body.poll.retry)).size).toBeGreaterThan(1);
  });

  test('with nothing held ends the process soon, with nothing said', async () => {
    const server = await startOffice();
    const alice = await signUp(server, 'alice');
    await poll(alice, allMine);
    const stoppedAt = performance.now();
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - stoppedAt).toBeLessThan(3_000);
    expect(server.output().trim().split('\n')).toHaveLength(1);
  });
});

describe('a server that goes down', () => {
  test('says so while polls are still held, and sends new ones away with a retry', async () => {
    const server = await startTestServer(officeSettings);
    try {
      const alice = await signUp(server, 'alice');
      const cursor = await cursorNow(alice);
      const answers = await holdMany(alice, cursor);
      const halted = server.halt();
      await Promise.race(answers);
      const ready = await fetch(`${server.url}/readyz/`, { headers: { Connection: 'close' } });
      expect(ready.status).toBe(503);
      const late = await ask(alice, allMine, { cursor, wait: 20 });
      expect(late.status, late.text).toBe(200);
      expect(late.headers.get('connection')).toBe('close');
      expect(late.body.poll.retry).toBeGreaterThan(0);
      await Promise.all([...answers, halted]);
    } finally {
      await server.stop();
    }
  });
});

describe('a cursor from a farewell', () => {
  test('goes on after the restart, and nothing said in between is missed or told twice', async ({
    server,
    alice,
    bob,
  }) => {
    const chat = await startChat(alice, bob);
    const answer = await hold(bob, eventsOf(chat), { cursor: await cursorNow(bob, eventsOf(chat), alice) });
    await server.halt();
    const { reply } = await answer();
    expect(reply.body).toMatchObject({ events: [], poll: { retry: expect.any(Number) } });
    await server.resume();
    await send(alice, chat, 'we are back');
    for (const path of [eventsOf(chat), allMine]) {
      expect(textsOf(await eventsSince(bob, path, reply.body.cursor))).toEqual(['we are back']);
    }
  });
});
