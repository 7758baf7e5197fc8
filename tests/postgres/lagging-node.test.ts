import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, openEventNode } from '../support/event-node.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Answer {
  cursor: string;
  events: { data: unknown }[];
}

let database: TestDatabase;
let server: TestServer;
/** Writes to the server's log and tells nobody. */
let silent: EventNode;
let alice: Person;

beforeEach(async () => {
  database = await createDatabase('postgres');
  server = await startTestServer(database.settings);
  silent = await openEventNode(database);
  alice = await signUp(server, 'alice');
});

afterEach(async () => {
  await silent.close();
  await server.stop();
  await database.drop();
});

async function poll(query: string): Promise<Answer> {
  return (await alice.get<Answer>(`/api/events/${query}`)).body;
}

async function writeSilently(data: string): Promise<void> {
  const event = { type: 'user.updated', scope: { userId: alice.user.id }, chatUri: null, data } as const;
  await silent.log.write((_trx, append) => append([event]));
}

describe('a node that did not hear of what another wrote', () => {
  test('brings it to a held poll within about a second', async () => {
    const { cursor } = await poll('');
    const startedAt = performance.now();
    const held = poll(`?cursor=${cursor}&wait=20`);
    await writeSilently('unannounced');
    expect((await held).events).toMatchObject([{ data: 'unannounced' }]);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test('reads on when a cursor comes from further ahead, and repeats nothing', async () => {
    await poll('');
    await writeSilently('read elsewhere');
    const ahead = silent.log.cursorAt(silent.log.recent.head);
    const first = await poll(`?cursor=${ahead}`);
    expect(first.events).toEqual([]);
    const second = await poll(`?cursor=${first.cursor}&wait=2`);
    expect(second.events).toEqual([]);
    await writeSilently('new');
    expect((await poll(`?cursor=${second.cursor}&wait=20`)).events).toMatchObject([{ data: 'new' }]);
  });
});
