import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraseEndedChats } from '../../api/chats/ending/erase-chats.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { workInPieces } from '../../api/process/work-in-pieces.ts';
import { insertCrowd, insertMembers, insertTalk } from '../support/crowd.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { openEventNode } from '../support/event-node.ts';
import { manageHere } from '../support/manage.ts';
import { type Person, signUp } from '../support/person.ts';
import { picture } from '../support/pictures.ts';
import { connectTo } from '../support/raw-database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// A large chat is over at once for everybody, and its rows go piece by piece behind that: nobody waits for them, and nobody reads them.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
/** More than go in one piece. */
const many = 1200;
const tables = ['members', 'messages', 'events', 'bans', 'former_uris', 'invites'];

interface Room {
  id: number;
  uri: string;
  path: string;
}

interface Told {
  cursor: string;
  events: { type: string; chat: string; data: { message?: string } }[];
}

describe.for(kinds)('on %s', (kind) => {
  let database: TestDatabase;
  let server: TestServer;
  let db: Knex;
  let own: Database;
  let alice: Person;
  let bob: Person;
  let crowd: number[];

  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startTestServer(database.settings);
    db = connectTo(database);
    const { DATABASE_URL, DATA_DIR = '' } = database.settings;
    own = openDatabase({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
    [alice, bob] = await Promise.all([signUp(server, 'alice'), signUp(server, 'bob')]);
    crowd = await own.transaction((trx) => insertCrowd(trx, many));
  }, 60_000);

  afterAll(async () => {
    await own?.close();
    await db?.destroy();
    await server?.stop();
    await database?.drop();
  });

  /** Alice's, with bob and the crowd in it, who have said a lot. */
  async function startLarge(slug: string): Promise<Room> {
    const room = (await alice.post<Room>('/api/chats/', { public: true, slug })).body;
    const path = `/api/chats/${room.uri}/`;
    await bob.patch(path, {});
    await server.halt();
    await own.transaction(async (trx) => {
      await insertMembers(trx, room.id, crowd);
      const [authorId = 0, toId = 0] = crowd;
      await insertTalk(trx, { chatId: room.id, authorId, toId, count: many });
    });
    await server.resume();
    const said = await bob.post(`${path}messages/`, { message: 'a canary sings' });
    expect(said.status).toBe(201);
    return { ...room, path };
  }

  const countRows = async (table: string, chatId: number): Promise<number> => {
    const [row] = await db(table).where({ chat_id: chatId }).count('* as count');
    return Number(row?.count);
  };

  const left = async (chatId: number) => {
    const rows = await Promise.all(tables.map((table) => countRows(table, chatId)));
    return [...rows, (await db('chats').where({ id: chatId })).length];
  };

  test('it is gone at once, its people are told piece by piece, and then nothing is left of it', async () => {
    const room = await startLarge('market');
    const { cursor } = (await bob.get<Told>('/api/events/')).body;
    const next = newsOf(bob, cursor);
    const { cursor: hers } = (await alice.get<Told>('/api/events/')).body;
    expect((await alice.delete(room.path)).status).toBe(204);
    expect((await bob.get(room.path)).status).toBe(404);
    expect((await bob.get(`${room.path}messages/`)).status).toBe(404);
    // Its owner need not wait for a turn among so many.
    const told = (await alice.get<Told>(`/api/events/?cursor=${hers}`)).body.events;
    expect(told).toMatchObject([{ type: 'chat.deleted', chat: 'market', data: { member_count: many + 2 } }]);
    expect(await next).toMatchObject([
      { type: 'chat.deleted', chat: 'market', data: { uri: 'market', owner: { id: alice.user.id } } },
    ]);
    await until(() => left(room.id), {
      what: 'rows of the chat',
      deadlineMs: 20_000,
      is: (rows) => rows.every((count) => count === 0),
    });
    const [row] = await db('events').where({ type: 'chat.deleted', chat_uri: 'market' }).count('* as count');
    expect(Number(row?.count)).toBe(many + 2);
  }, 60_000);

  test('until the rows are erased, nobody finds or reads anything of it, on any way', async () => {
    const room = await startLarge('harbour');
    const { id } = (await bob.post<{ id: number }>(`${room.path}messages/`, { message: 'another canary' }))
      .body;
    const image = await sendPicture(`${room.path}messages/`);
    const invite = (await alice.post<{ code: string }>(`${room.path}invites/`, {})).body;
    const { cursor } = (await bob.get<Told>('/api/events/')).body;
    const ofRoom = (await bob.get<Told>(`${room.path}events/`)).body;
    await bob.post(`${room.path}messages/`, { message: 'the last canary' });
    await server.halt();
    expect((await manageHere({ settings: database.settings }, 'remove-session', room.uri)).code).toBe(0);
    // As if another node had begun with it, and taken its time.
    await db('chats')
      .where({ id: room.id })
      .update({ erase_at: Date.now() + 3_600_000 });
    await server.resume();
    expect((await left(room.id)).slice(0, 2)).toEqual([many + 2, many + 4]);

    const looks = ['', 'members/', 'messages/', 'messages/?search=canary', 'mood/', 'export/', 'bans/'];
    for (const rest of looks) {
      for (const person of [bob, alice]) {
        const { status, text } = await person.get(room.path + rest);
        expect([rest, status], text).toEqual([rest, 404]);
      }
    }
    expect((await bob.get(`${room.path}events/?cursor=${ofRoom.cursor}`)).status).toBe(404);
    expect((await bob.post(`${room.path}messages/`, { message: 'too late' })).status).toBe(404);
    expect((await bob.put(`${room.path}read/`, { message_id: id })).status).toBe(404);
    expect((await bob.patch(room.path, {})).status).toBe(404);
    expect((await bob.get(`/api/invites/${invite.code}/`)).status).toBe(404);
    expect((await bob.post(`/api/invites/${invite.code}/accept/`)).status).toBe(404);
    for (const list of ['/api/chats/', '/api/chats/public/']) {
      expect((await bob.get(list)).text).not.toContain('harbour');
    }
    for (const place of [cursor, ofRoom.cursor]) {
      const { text, body } = await bob.get<Told>(`/api/events/?cursor=${place}`);
      expect(text).not.toContain('canary');
      // Nor who is online there.
      expect(text).not.toContain(`".${room.id}"`);
      expect(body.events).toEqual([]);
    }
    expect((await bob.get(image)).status).toBe(404);
    expect((await manageHere({ settings: database.settings }, 'sessions')).stdout).not.toContain('harbour');
    // Its people are still to be told by this name that it is over, and would take that for the next one.
    const again = () => bob.post<Room>('/api/chats/', { public: true, slug: 'harbour' });
    expect((await again()).status).toBe(400);

    await db('chats').where({ id: room.id }).update({ erase_at: 0 });
    const pieces = await erase();
    expect(await left(room.id)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(pieces).toBeGreaterThan(6);
    const after = await until(
      async () => (await bob.get<Told>(`/api/events/?cursor=${cursor}`)).body.events,
      {
        what: 'bob is told',
        is: (events) => events.some(({ type }) => type === 'chat.deleted'),
      },
    );
    expect(after.map(({ type, chat }) => `${type} ${chat}`)).toContain('chat.deleted harbour');
    // Then another may take it.
    expect((await again()).status).toBe(201);
  }, 60_000);

  test('what was said in a private chat that has ended is not unread any more, and another can be opened', async () => {
    const open = () => alice.post<Room>('/api/directs/', { username: bob.username });
    const unread = async () => {
      const { body } = await alice.get<{ results: { unread: number }[] }>('/api/users/?search=bob');
      return body.results.map((person) => person.unread);
    };
    const direct = (await open()).body;
    await server.halt();
    const people = { authorId: bob.user.id, toId: alice.user.id };
    await own.transaction((trx) => insertTalk(trx, { chatId: direct.id, ...people, count: many }));
    await server.resume();
    expect(await unread()).toEqual([many]);
    await server.halt();
    expect((await manageHere({ settings: database.settings }, 'remove-session', direct.uri)).code).toBe(0);
    await db('chats')
      .where({ id: direct.id })
      .update({ erase_at: Date.now() + 3_600_000 });
    await server.resume();
    expect(await countRows('messages', direct.id)).toBe(many);
    expect(await unread()).toEqual([0]);
    expect((await open()).status).toBe(201);
    expect(await unread()).toEqual([0]);
  }, 60_000);

  /** Bob's. Resolves with where the image is. */
  async function sendPicture(messages: string): Promise<string> {
    const form = new FormData();
    form.append('image', new Blob([new Uint8Array(await picture('png'))]), 'photo');
    const { image } = (await bob.post<{ image: { url: string } }>(messages, form)).body;
    expect((await bob.get(image.url)).status).toBe(200);
    return image.url;
  }

  /** The first news behind a cursor; a poll may be answered before, with who is online. */
  async function newsOf(person: Person, cursor: string): Promise<Told['events']> {
    const { body } = await person.get<Told>(`/api/events/?cursor=${cursor}&wait=20`);
    return body.events.length > 0 ? body.events : newsOf(person, body.cursor);
  }

  /** As housekeeping does. Resolves with the number of pieces that it took. */
  async function erase(): Promise<number> {
    const node = await openEventNode(database);
    let pieces = 0;
    try {
      const clock = { now: Date.now, monotonic: () => performance.now() };
      await eraseEndedChats({ ...node, clock }, (piece) =>
        workInPieces(async () => {
          pieces += 1;
          return piece();
        }),
      );
    } finally {
      await node.close();
    }
    return pieces;
  }
});
