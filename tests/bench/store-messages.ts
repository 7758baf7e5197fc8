import type { Database } from '../../api/db/database.ts';

export interface StoredTalk {
  chatId: number;
  uri: string;
  /** The authors take turns; their ids run from 1. */
  people: number;
  messages: number;
}

/** A long talk, its words to be found by, and its events, written by SQLite itself: a million sends would take the better part of an hour. */
export async function storeMessages(
  db: Database,
  { chatId, uri, people, messages }: StoredTalk,
): Promise<void> {
  const at = Date.now() - messages;
  const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${messages})`;
  await db.transaction(async (trx) => {
    await trx.raw(
      `insert into messages (id, chat_id, author_id, text, polarity, content_hash, created_at)
       ${numbers} select n, ?, 1 + n % ?, 'Message number ' || n || ', as long as people write.', 0.25, 'hash', ? + n
       from numbers`,
      [chatId, people, at],
    );
    const words = ['message', 'number', 'as', 'long', 'people', 'write'].map((word) => `${chatId}x${word}`);
    await trx.raw(`insert into message_words (rowid, words) select id, ? || id from messages`, [
      `${words.join(' ')} ${chatId}x`,
    ]);
    await trx.raw(
      `insert into events (chat_id, type, chat_uri, message_id, data, created_at)
       select chat_id, 'message.created', ?, id, ${eventData}, created_at from messages`,
      [uri, uri],
    );
    await trx('log_head').update({ head: trx('events').max('id') });
    // Who has been there all the time has read it.
    await trx('members').where({ chat_id: chatId }).update({ read_message_id: messages });
  });
}

/** As large as a real event's. */
const eventData = `json_object('id', id, 'uri', ?, 'message', text, 'user', json_object('id', author_id,
  'username', 'person-' || author_id, 'first_name', '', 'last_name', '', 'display_name', 'person-' || author_id,
  'avatar', 1, 'is_guest', json('false'), 'is_bot', json('false')), 'to', null, 'sentiment', json_object('polarity', polarity), 'image', null, 'images', json('[]'),
  'reactions', json('[]'), 'client_id', null, 'created_at', '2026-01-01T00:00:00.000Z', 'edited_at', null,
  'deleted', json('false'))`;
