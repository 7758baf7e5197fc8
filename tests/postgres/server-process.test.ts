import { afterEach, describe, expect, test } from 'vitest';
import { startProblem } from '../../api/start-problem.ts';
import { createEmptyDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

// The built server as people run it, in a process of its own: what it says, how it ends, and what survives its end.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const servers: ServerProcess[] = [];
const databases: TestDatabase[] = [];

async function newDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const database = await createEmptyDatabase(kind);
  databases.push(database);
  return database;
}

async function start(settings: Record<string, string>): Promise<ServerProcess> {
  const server = await startServerProcess(settings);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop('SIGKILL')));
  await Promise.all(databases.splice(0).map((database) => database.drop()));
});

describe.for(kinds)('the server process on %s', (kind) => {
  test('loses no acknowledged message to kill -9, knows its people again, says in one line where it is, and ends in order at SIGTERM', async () => {
    const { settings } = await newDatabase(kind);
    const before = await start(settings);
    const alice = await signUp(before, 'alice');
    const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
    const path = `/api/chats/${uri}/messages/`;
    const texts = Array.from({ length: 30 }, (_, index) => `message ${index}`);
    const acknowledged = await Promise.all(
      texts.map((message) => alice.post<{ id: number }>(path, { message })),
    );
    expect(acknowledged.map(({ status }) => status)).toEqual(texts.map(() => 201));
    expect(await before.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });

    const after = await start(settings);
    const history = await fetch(after.url + path, { headers: { Authorization: `JWT ${alice.token}` } });
    const { messages }: { messages: { id: number }[] } = await history.json();
    expect(messages.map(({ id }) => id)).toEqual(
      acknowledged.map(({ body }) => body.id).sort((a, b) => a - b),
    );
    expect(after.output()).toMatch(/^[^\n]*http:\/\/[^\n]+\n$/);
    expect(await after.stop()).toEqual({ code: 0, signal: null });
    expect(after.output().trim().split('\n')).toHaveLength(1);
  });
});

test('nodes may start on one empty PostgreSQL database at the same moment', async () => {
  const { settings } = await newDatabase('postgres');
  // Inside this process, where nothing spreads their first statements out in time.
  const nodes = await Promise.all(Array.from({ length: 4 }, () => startTestServer(settings)));
  try {
    for (const { url } of nodes) expect((await fetch(`${url}/readyz/`)).status).toBe(200);
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
  }
});

describe('a setting that cannot be used', () => {
  test.for([
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://somewhere/else'],
    ['LOG_LEVEL', 'loud'],
    ['SECRET_KEY', 'too short'],
  ])('%s=%s stops the start with one line that names it', async ([name = '', value = '']) => {
    const database = await newDatabase('sqlite');
    // Inside this process; that a process ends with just that line is in start-problems.
    const said = await startTestServer({ ...database.settings, [name]: value }).then(
      (server) => server.stop().then(() => 'It started.\n'),
      (error: unknown) => startProblem(error, '8000'),
    );
    expect(said).toMatch(new RegExp(`^[^\\n]*${name}[^\\n]*$`));
  });
});
