import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../api/log/cursor.ts';
import { beginning, countBetween } from '../../api/log/place.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { openEventNode } from '../support/event-node.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// A poll looks at a bounded piece of the log and says `has_more`; whoever goes on at once, with or without `wait`, loses nothing.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const whispers = 25_000;

interface Page {
  cursor: string;
  events: { id: string; type: string; data: { message?: string } }[];
  has_more: boolean;
}

describe.for(kinds)('behind 25,000 whispers of others on %s', (kind) => {
  let database: TestDatabase;
  let server: TestServer;
  let alice: Person;
  let bob: Person;
  let mallory: Person;
  let uri: string;
  /** Where bob stood before the whispers. */
  let from: string;
  let fromInChat: string;

  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startTestServer(database.settings);
    const carol = await signUp(server, 'carol');
    alice = await signUp(server, 'alice');
    bob = await signUp(server, 'bob');
    mallory = await signUp(server, 'mallory');
    const chat = (await alice.post<{ uri: string; id: number }>('/api/chats/', {})).body;
    uri = chat.uri;
    for (const person of [bob, carol]) await person.patch(`/api/chats/${uri}/`, {});
    from = (await bob.get<Page>('/api/events/')).body.cursor;
    fromInChat = (await bob.get<Page>(`/api/chats/${uri}/events/`)).body.cursor;
    await server.halt();
    await whisper(database, { chatId: chat.id, uri, audience: `,${alice.user.id},${carol.user.id},` });
    await server.resume();
    await alice.post(`/api/chats/${uri}/messages/`, { message: 'at last' });
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    await database?.drop();
  });

  test('a reader gets on, page by empty page, to what is theirs, by interval with an ETag and held', {
    timeout: 60_000,
  }, async () => {
    for (const [path, cursor] of [
      ['/api/events/', from],
      [`/api/chats/${uri}/events/`, fromInChat],
    ] as const) {
      for (const wait of [0, 25]) {
        const { pages, texts } = await followToEnd(bob, path, { cursor, wait });
        expect(texts).toEqual(['at last']);
        expect(pages).toBeGreaterThan(2);
        expect(pages).toBeLessThan(10);
      }
    }
  });

  test('who is in no chat and forges a cursor at the beginning gets to the end in one answer', {
    timeout: 60_000,
  }, async () => {
    const { cursor } = (await mallory.get<Page>('/api/events/')).body;
    const { databaseId, position, state } = decodeCursor(cursor) ?? {
      databaseId: '',
      position: beginning,
      state: null,
    };
    expect(countBetween(beginning, position)).toBeGreaterThan(whispers);
    const forged = encodeCursor({ databaseId, position: beginning, state });
    const { status, body } = await mallory.get<Page>(`/api/events/?cursor=${forged}`);
    expect([status, body.events, body.has_more]).toEqual([200, [], false]);
    expect(decodeCursor(body.cursor)?.position).toBe(position);
  });
});

/** As the README's loop does, and the page: always on from the last cursor, with the tag of the last answer. */
async function followToEnd(reader: Person, path: string, { cursor, wait }: { cursor: string; wait: number }) {
  const texts: string[] = [];
  let place = { cursor, etag: '' };
  for (let pages = 1; ; pages += 1) {
    const url = `${path}?cursor=${place.cursor}&wait=${wait}`;
    const headers: Record<string, string> = place.etag ? { 'If-None-Match': place.etag } : {};
    const reply = await reader.get<Page>(url, { headers });
    // A 304 here would hold the reader at this place for ever.
    expect(reply.status).toBe(200);
    texts.push(...reply.body.events.map((event) => event.data.message ?? ''));
    expect(reply.body.cursor).not.toBe(place.cursor);
    place = { cursor: reply.body.cursor, etag: reply.headers.get('etag') ?? '' };
    if (!reply.body.has_more) return { pages, texts };
  }
}

async function whisper(
  database: TestDatabase,
  { chatId, uri, audience }: { chatId: number; uri: string; audience: string },
): Promise<void> {
  const { db, close } = await openEventNode(database);
  await db.transaction(async (trx) => {
    await trx.raw(
      `insert into events (id, chat_id, audience, type, chat_uri, data, created_at)
       with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${whispers})
       select i + (select head from log_head), ${chatId}, '${audience}', 'message.created', '${uri}', '{}', 0
       from numbers`,
    );
    await trx('log_head').increment('head', whispers);
  });
  await close();
}
