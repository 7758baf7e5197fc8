import { readFileSync } from 'node:fs';
import knex, { type Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { deleteChats } from '../../api/chats/queries.ts';
import { openDatabase, sqliteFile } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { migrationSource } from '../../api/db/migrations/index.ts';
import { forgetAnswersTo } from '../../api/hooks/answer-queries.ts';
import { Log } from '../../api/log/log.ts';
import { beginning } from '../../api/log/place.ts';
import { readStored } from '../../api/log/read.ts';
import { eraseMessages, type Message } from '../../api/messages/queries.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { insertMessages } from '../../api/messages/sending/queries.ts';
import { listMessages } from '../../api/messages/stretch-queries.ts';
import { sayOtherwise, takeBack } from '../../api/messages/take-back.ts';
import {
  createDatabase,
  createEmptyDatabase,
  type DatabaseKind,
  type TestDatabase,
} from '../support/database.ts';
import { movableClock } from '../support/movable-clock.ts';
import { storedBytes } from '../support/stored-bytes.ts';

// What HTTP cannot tell: that nothing of what was taken back is left in the files, and what becomes of a database from before.

const keeping = '20261124000012_keep_nothing_taken_back.ts';

let database: TestDatabase;
let db: Database;

function open(): Database {
  const { DATABASE_URL, DATA_DIR = '' } = database.settings;
  return openDatabase({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
}

async function insertPeople(trx: Knex): Promise<void> {
  const user = { username_key: null, avatar: 1, created_at: 0 };
  await trx('users').insert({
    ...user,
    id: 1,
    username: 'alice',
    display_name: 'Alice',
    email: 'a@b.example',
  });
  const chat = { kind: 'session', join_policy: 'link', created_at: 0 };
  await trx('chats').insert({ ...chat, id: 1, uri: 'chat-1' });
  await trx('members').insert({ chat_id: 1, user_id: 1, role: 'owner', joined_at: 0 });
}

const saying = {
  chatId: 1,
  authorId: 1,
  toId: null,
  replyToId: null,
  polarity: 0,
  clientKey: null,
  contentHash: '',
  createdAt: 0,
};

async function say(trx: Knex, texts: readonly string[]): Promise<Message[]> {
  const all = texts.map((text) => ({ ...saying, text }));
  const ids = await insertMessages(trx, all);
  return all.map((each, i) => ({ ...each, id: ids[i] ?? 0, editedAt: null, expiresAt: null, pin: null }));
}

afterEach(async () => {
  await db.close();
  await database.drop();
});

describe('a running SQLite', () => {
  beforeEach(async () => {
    database = await createDatabase('sqlite');
    db = open();
    await db.migrate();
    await db.transaction(insertPeople);
  });

  test('has nothing in its files of what was taken back, once its log of writes is emptied', async () => {
    // Long ones, so that pages are freed and texts run over several.
    const texts = Array.from({ length: 60 }, (_, i) => `zqcanary${i}z ${'and so on '.repeat(i * 12)}`);
    const messages = await db.transaction((trx) => say(trx, texts));
    const isOld = (_: unknown, i: number) => i % 3 !== 0;
    await db.transaction(async (trx) => {
      const erasing = { trx, nowMs: 1, forgetRepeated: forgetAnswersTo };
      for (const [i, message] of messages.entries()) {
        if (i % 3 === 1) await takeBack(erasing, message);
        if (i % 3 === 2) await sayOtherwise(erasing, message, { text: 'other', polarity: 0 });
      }
    });
    const found = async () => {
      const bytes = await storedBytes(database.settings);
      return texts.map((_, i) => `zqcanary${i}z`).filter((canary) => bytes.includes(canary));
    };
    // Still in the log of writes: else this test would show nothing.
    expect((await found()).filter(isOld)).not.toEqual([]);
    expect(await db.emptyWriteLog()).toBe(true);
    expect(await found()).toEqual(texts.flatMap((_, i) => (i % 3 === 0 ? `zqcanary${i}z` : [])));
  });

  test('has no word of a deleted chat in its index or its files, at the latest when its log of writes is emptied', async () => {
    await db.transaction(async (trx) => {
      await trx('chats').insert({ id: 2, uri: 'other', kind: 'session', join_policy: 'link', created_at: 0 });
      for (const part of [0, 1, 2]) {
        const texts = Array.from({ length: 300 }, (_, i) => `zqword${part * 300 + i} zqgone${i % 7}z`);
        await say(trx, texts);
      }
      await insertMessages(trx, [{ ...saying, chatId: 2, text: 'zqkeptz for ever' }]);
    });
    await db.transaction((trx) => deleteChats(trx, [1]));
    expect(await db.emptyWriteLog()).toBe(true);
    const bytes = await storedBytes(database.settings);
    expect(/zqword|zqgone/.exec(bytes.toString('latin1'))).toBe(null);
    expect(bytes.includes('zqkeptz')).toBe(true);
    const kept = { chatId: 2, readerId: 1, limit: 10, nowMs: 0, search: 'zqkeptz' };
    expect((await listMessages(db.read, kept)).messages).toHaveLength(1);
    // And the next message of all is taken out at once again.
    const [next] = await db.transaction((trx) =>
      insertMessages(trx, [{ ...saying, chatId: 2, text: 'zqnextz' }]),
    );
    await db.transaction((trx) => eraseMessages(trx, [next ?? 0], 1));
    expect(await db.emptyWriteLog()).toBe(true);
    expect((await storedBytes(database.settings)).includes('zqnextz')).toBe(false);
  });

  test('empties its log of writes without holding up who writes, and says when somebody still reads there', async () => {
    await db.transaction((trx) => say(trx, ['one']));
    const reading = db.read.transaction(async (trx) => {
      await trx('messages').first();
      await db.transaction((writing) => say(writing, ['two']));
      expect(await db.emptyWriteLog()).toBe(false);
      await db.transaction((writing) => say(writing, ['three']));
    });
    await reading;
    expect(await db.emptyWriteLog()).toBe(true);
    expect(readFileSync(`${sqliteFile(database.settings.DATA_DIR ?? '')}-wal`)).toHaveLength(0);
  });
});

describe.for<DatabaseKind>(['sqlite', 'postgres'])('a database from before, on %s', (kind) => {
  test('tells its old events with what is true now, and forgets what they said', async () => {
    database = await createEmptyDatabase(kind);
    const old = connect();
    const names = (await migrationSource.getMigrations([])).filter((name) => name < keeping);
    for (const name of names) await old.migrate.up({ migrationSource, name });
    await insertPeople(old);
    const [id] = (
      await old('messages')
        .insert({
          ...{ chat_id: 1, author_id: 1, text: 'zqnow', polarity: 0, content_hash: '', created_at: 0 },
        })
        .returning('id')
    ).map((row) => Number(row.id));
    const user = {
      id: 1,
      username: 'zqoldname',
      first_name: '',
      last_name: '',
      display_name: 'zqoldshown',
      avatar: 1,
      is_guest: false,
      is_bot: false,
    };
    const said = { id, message: 'zqbefore', user, sentiment: { polarity: 0 } };
    const chat = { id: 1, uri: 'chat-1', owner: user, role: 'owner', unread: 0, last_message: said };
    await old('events').insert([
      {
        chat_id: 1,
        type: 'message.created',
        chat_uri: 'chat-1',
        message_id: id,
        data: JSON.stringify(said),
        created_at: 0,
      },
      {
        chat_id: 1,
        type: 'member.joined',
        chat_uri: 'chat-1',
        data: JSON.stringify({ ...user, role: 'owner', member_count: 1 }),
        created_at: 0,
      },
      { user_id: 1, type: 'chat.created', chat_uri: 'chat-1', data: JSON.stringify(chat), created_at: 0 },
      {
        user_id: 1,
        type: 'user.updated',
        data: JSON.stringify({ ...user, email: 'zqold@b.example' }),
        created_at: 0,
      },
    ]);
    await old.destroy();

    db = open();
    await db.migrate();
    const clock = movableClock();
    const log = await Log.open({ db, clock, bus: new LocalBus().join(), references: referencesBy(clock) });
    const reader = { userId: 1, isMember: () => true, chatIds: () => [] };
    const { events } = await readStored(db, log, { reader, chat: null, position: beginning, limit: 10 });
    expect(events.map(({ json }) => JSON.parse(json).data)).toMatchObject([
      { id, message: 'zqnow', user: { username: 'alice' } },
      { id: 1, username: 'alice', display_name: 'Alice', role: 'owner', member_count: 1 },
      { id: 1, owner: { username: 'alice' }, last_message: { id, message: 'zqnow' } },
      { username: 'alice', email: 'a@b.example' },
    ]);
    await db.emptyWriteLog();
    const bytes = await storedBytes(database.settings);
    for (const word of ['zqbefore', 'zqoldname', 'zqoldshown', 'zqold@'])
      expect(bytes.includes(word), word).toBe(false);
    expect(bytes.includes('zqnow')).toBe(true);
  });
});

function connect(): Knex {
  const { DATABASE_URL, DATA_DIR = '' } = database.settings;
  if (DATABASE_URL) return knex({ client: 'pg', connection: DATABASE_URL });
  return knex({ client: 'sqlite3', connection: { filename: sqliteFile(DATA_DIR) }, useNullAsDefault: true });
}
