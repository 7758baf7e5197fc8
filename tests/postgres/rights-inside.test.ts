import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { elsewhere, type Person, type Reply, signUp } from '../support/person.ts';
import { connectTo } from '../support/raw-database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// Whoever had a right when the request came, and no more when its turn has come, does nothing with it.

let database: TestDatabase;
let server: TestServer;
/** Another node: what two ask of one node would wait for the other's head of the log together, and be seen as one. */
let otherServer: TestServer;
let db: Knex;
let alice: Person;
let aliceElsewhere: Person;
/** At the other node. */
let bob: Person;
let people: Person[];

beforeAll(async () => {
  database = await createDatabase('postgres');
  server = await startTestServer(database.settings);
  otherServer = await startTestServer(database.settings);
  db = connectTo(database);
  [alice, bob, ...people] = (await Promise.all(
    ['alice', 'bob', 'carol', 'dave', 'erin'].map((name) => signUp(server, name)),
  )) as [Person, Person, ...Person[]];
  aliceElsewhere = elsewhere(otherServer, alice);
  bob = elsewhere(otherServer, bob);
});

afterAll(async () => {
  await db?.destroy();
  await otherServer?.stop();
  await server?.stop();
  await database?.drop();
});

interface Scene {
  path: string;
  messageId: number;
  inviteId: string;
}

/** Alice owns, bob moderates, carol is a member who said something, dave is banned, erin is outside. */
async function setScene(): Promise<Scene> {
  const [carol, dave] = people as [Person, Person];
  const path = `/api/chats/${(await alice.post<{ uri: string }>('/api/chats/', {})).body.uri}/`;
  for (const person of [bob, carol, dave]) await person.patch(path, {});
  await alice.patch(`${path}members/bob/`, { role: 'moderator' });
  await alice.delete(`${path}members/dave/?ban=1`);
  const said = await carol.post<{ id: number }>(`${path}messages/`, { message: 'something' });
  const invite = await alice.post<{ id: string }>(`${path}invites/`, {});
  return { path, messageId: said.body.id, inviteId: invite.body.id };
}

/** In this database: other tests have theirs on the same server. */
function waitingWrites(): Promise<number> {
  return db('pg_locks')
    .join('pg_stat_activity', 'pg_stat_activity.pid', 'pg_locks.pid')
    .where({ granted: false, datname: db.raw('current_database()') })
    .count<{ count: string }[]>('* as count')
    .then(([row]) => Number(row?.count));
}

/** Both asked while somebody else writes: the first has its turn first. */
async function inTurn(first: () => Promise<Reply>, second: () => Promise<Reply>): Promise<Reply[]> {
  const writer = await db.transaction();
  // What every change takes first (log/head.ts).
  await writer('log_head').forUpdate().select();
  const replies: Promise<Reply>[] = [];
  for (const ask of [first, second]) {
    replies.push(ask());
    await until(async () => (await waitingWrites()) === replies.length, { what: 'the write waits' });
  }
  await writer.rollback();
  return Promise.all(replies);
}

const moderated: [what: string, act: (scene: Scene) => Promise<Reply>][] = [
  ['remove a member', ({ path }) => bob.delete(`${path}members/carol/`)],
  ['ban a member', ({ path }) => bob.delete(`${path}members/carol/?ban=1`)],
  ['ban someone outside', ({ path }) => bob.delete(`${path}members/erin/?ban=1`)],
  ['lift a ban', ({ path }) => bob.delete(`${path}bans/dave/`)],
  ['add someone', ({ path }) => bob.patch(path, { username: 'erin' })],
  ['make an invite', ({ path }) => bob.post(`${path}invites/`, {})],
  ['withdraw an invite', ({ path, inviteId }) => bob.delete(`${path}invites/${inviteId}/`)],
  ['delete a message', ({ path, messageId }) => bob.delete(`${path}messages/${messageId}/`)],
];

describe('a moderator who is none any more by then can not', () => {
  test.for(moderated)('%s', async ([, act]) => {
    const scene = await setScene();
    const demote = () => alice.patch(`${scene.path}members/bob/`, { role: 'member' });
    const [demoted, refused] = await inTurn(demote, () => act(scene));
    expect(demoted?.status).toBe(200);
    expect(refused?.status, refused?.text).toBe(403);
  });
});

test('nobody blocks an account that has ended by then: no such block could be lifted', async () => {
  const gone = await signUp(server, 'gone');
  const end = () => gone.delete('/auth/me/', { current_password: gone.password });
  const [ended, refused] = await inTurn(end, () => aliceElsewhere.put('/api/blocks/gone/'));
  expect(ended?.status).toBe(204);
  expect(refused?.status, refused?.text).toBe(404);
  expect((await alice.get<{ count: number }>('/api/blocks/')).body.count).toBe(0);
});

const owned: [what: string, act: (scene: Scene) => Promise<Reply>][] = [
  ['change the chat', ({ path }) => aliceElsewhere.patch(path, { join_policy: 'closed' })],
  ['change the link', ({ path }) => aliceElsewhere.post(`${path}rotate/`)],
  ['give a role', ({ path }) => aliceElsewhere.patch(`${path}members/carol/`, { role: 'moderator' })],
  ['hand over once more', ({ path }) => aliceElsewhere.patch(`${path}members/carol/`, { role: 'owner' })],
  ['delete the chat', ({ path }) => aliceElsewhere.delete(path)],
];

describe('an owner who has handed over by then can not', () => {
  test.for(owned)('%s', async ([, act]) => {
    const scene = await setScene();
    const handOver = () => alice.patch(`${scene.path}members/bob/`, { role: 'owner' });
    const [handedOver, refused] = await inTurn(handOver, () => act(scene));
    expect(handedOver?.status).toBe(200);
    expect(refused?.status, refused?.text).toBe(403);
  });
});

const spoken: [what: string, act: (scene: Scene) => Promise<Reply>][] = [
  ['say something', ({ path }) => bob.post(`${path}messages/`, { message: 'and another thing' })],
  ['move the read marker', ({ path, messageId }) => bob.put(`${path}read/`, { message_id: messageId })],
  ['react', ({ path, messageId }) => bob.put(`${path}messages/${messageId}/reactions/🎂/`)],
  ['take a reaction back', ({ path, messageId }) => bob.delete(`${path}messages/${messageId}/reactions/🎂/`)],
];

describe('a member who has been removed by then can not', () => {
  test.for(spoken)('%s', async ([, act]) => {
    const scene = await setScene();
    const remove = () => alice.delete(`${scene.path}members/bob/`);
    const [removed, refused] = await inTurn(remove, () => act(scene));
    expect(removed?.status).toBe(204);
    expect(refused?.status, refused?.text).toBe(403);
    expect(refused?.body).toMatchObject({ code: 'not_a_member' });
  });
});
