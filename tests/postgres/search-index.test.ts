import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteChats } from '../../api/chats/queries.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { migrationSource } from '../../api/db/migrations/index.ts';
import { findEverywhere } from '../../api/messages/everywhere-queries.ts';
import { eraseMessages, updateText } from '../../api/messages/queries.ts';
import { insertMessages } from '../../api/messages/sending/queries.ts';
import { listMessages } from '../../api/messages/stretch-queries.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';

// What HTTP cannot tell: that the index holds no word of what is gone, and words of what was stored before there was one.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const indexing = '20261121000008_index_messages_for_search.ts';

describe.for(kinds)('the search index on %s', (kind) => {
  let database: TestDatabase;
  let db: Database;

  beforeEach(async () => {
    database = await createDatabase(kind);
    const { DATABASE_URL, DATA_DIR = '' } = database.settings;
    db = openDatabase({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
    await db.migrate();
    await db.transaction(async (trx) => {
      await trx('users').insert({
        id: 1,
        username: 'alice',
        display_name: 'Alice',
        avatar: 1,
        created_at: 0,
      });
      const chat = { kind: 'session', join_policy: 'link', created_at: 0 };
      await trx('chats').insert([1, 2].map((id) => ({ ...chat, id, uri: `chat-${id}` })));
    });
  });

  afterEach(async () => {
    await db.close();
    await database.drop();
  });

  function say(chatId: number, ...texts: string[]): Promise<number[]> {
    const message = {
      chatId,
      authorId: 1,
      toId: null,
      replyToId: null,
      polarity: 0,
      clientKey: null,
      contentHash: '',
      createdAt: 0,
    };
    return db.transaction((trx) =>
      insertMessages(
        trx,
        texts.map((text) => ({ ...message, text })),
      ),
    );
  }

  async function found(chatId: number, search: string): Promise<number[]> {
    const page = { chatId, readerId: 1, limit: 100, nowMs: 0, search };
    return (await listMessages(db.read, page)).messages.map(({ id }) => id);
  }

  /** The messages that have a place in the index. FTS5 counts them in a table of its own. */
  function indexed(): Promise<number[]> {
    return kind === 'sqlite'
      ? db.read('message_words_docsize').orderBy('id').pluck('id')
      : db.read('message_words').orderBy('rowid').pluck('rowid');
  }

  test('finds in all chats of a person, the newest first, and in no other', async () => {
    const enter = (chatId: number) =>
      db.transaction((trx) =>
        trx('members').insert({ chat_id: chatId, user_id: 1, role: 'member', joined_at: 0 }),
      );
    await enter(1);
    const [first = 0] = await say(1, 'word', 'world');
    await say(2, 'word of others');
    await enter(2);
    await db.transaction((trx) =>
      trx('chats').insert({ id: 12, uri: 'chat-12', kind: 'session', join_policy: 'link', created_at: 0 }),
    );
    await say(12, 'word');
    const [last = 0] = await say(1, 'another word, in the end');
    const find = async (search: string, before?: number) => {
      const asked = { readerId: 1, search, limit: 2, before, nowMs: 0 };
      const { messages, hasMore } = await findEverywhere(db.read, asked);
      return [messages.map(({ id }) => id), hasMore];
    };
    expect(await find('word')).toEqual([[last, first + 2], true]);
    expect(await find('word', first + 2)).toEqual([[first], false]);
    expect(await find('wor', first + 2)).toEqual([[first + 1, first], false]);
    expect(await find('word another')).toEqual([[last], false]);
    expect(await find('a b c d e f g h i j k l')).toEqual([[], false]);
  });

  test('loses what goes with its chat, and nothing else', async () => {
    const gone = await say(1, ...Array.from({ length: 400 }, (_, i) => `word number ${i}`));
    const kept = await say(2, 'word', 'number');
    expect(await indexed()).toEqual([...gone, ...kept]);
    await db.transaction((trx) => deleteChats(trx, [1]));
    expect(await indexed()).toEqual(kept);
    expect(await found(1, 'word')).toEqual([]);
    expect(await found(2, 'word')).toEqual(kept.slice(0, 1));
  });

  test('loses what is deleted, and follows an edit', async () => {
    const [first = 0, second = 0] = await say(1, 'one word', 'another word');
    await db.transaction(async (trx) => {
      await eraseMessages(trx, [first], 0);
      await updateText(trx, { id: second, chatId: 1 }, { text: 'new text', polarity: 0, editedAt: 0 });
    });
    expect(await indexed()).toEqual([second]);
    expect([await found(1, 'word'), await found(1, 'text')]).toEqual([[], [second]]);
  });

  test('is made for messages that were there before it, but for tombstones', async () => {
    const texts = Array.from({ length: 400 }, (_, i) => `Wörter number ${i}`);
    const ids = [...(await say(1, ...texts)), ...(await say(1, ...texts)), ...(await say(1, 'Wörter, last'))];
    await db.transaction((trx) => eraseMessages(trx, [ids[3] ?? 0], 0));
    await db.transaction(async (trx) => {
      await trx.migrate.down({ migrationSource, name: indexing });
      await trx.migrate.up({ migrationSource, name: indexing });
    });
    expect(await indexed()).toEqual(ids.filter((_, i) => i !== 3));
    expect(await found(1, 'worter last')).toEqual(ids.slice(-1));
  });
});
