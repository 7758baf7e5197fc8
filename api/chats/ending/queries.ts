import type { Knex } from 'knex';
import { deletingManyMessages } from '../../db/sqlite/search-index.ts';
import { pieceSize } from '../../process/work-in-pieces.ts';
import { addFormerUri } from '../former-uris.ts';
import { type Chat, type FoundChat, selectChats, toChat } from '../queries.ts';

/**
 * SQL of chats that have ended and are still to be erased (`chats.erase_at`). What hangs on a chat by foreign keys is in others' tables: it
 * is taken away here as the keys themselves would do it, but not all at once.
 */

/** One person may have owned many chats in which nobody else was; so many of them go at once. */
const maxSmall = 20;
/** Each goes with its words, and is looked for among reactions and images, so it is dearer than other rows. */
const messagesPerPiece = 150;
/** Some megabytes each. */
const imagesPerPiece = 20;

/** Those of these chats that are erased in a moment. */
export async function findSmall(trx: Knex, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const isFew = (table: string) => {
    const some = trx(table)
      .where(`${table}.chat_id`, trx.ref('chats.id'))
      .limit(pieceSize + 1);
    return trx.raw('(select count(*) from (?) as counted) <= ?', [some.select(trx.raw('1')), pieceSize]);
  };
  const small = await trx('chats')
    .whereIn('id', [...ids])
    .where('member_count', '<=', pieceSize)
    .where(isFew('messages'))
    .where(isFew('events'))
    .where(isFew('bans'))
    .limit(maxSmall)
    .pluck('id');
  return new Set(small);
}

/** From here on nobody finds the chat. A readable address is free when its people have been told (`insertChat`). */
export async function markEnded(trx: Knex, { id, uri }: Pick<Chat, 'id' | 'uri'>): Promise<void> {
  // No address has a dot.
  const nowhere = `.${id}`;
  await trx('chats').where({ id }).update({ erase_at: 0, uri: nowhere, direct_key: null });
  await addFormerUri(trx, id, uri);
}

/** One that is to be erased and that no other node has taken; `own` is how long this one has what it took. */
export async function findEnded(
  db: Knex,
  { nowMs, own }: { nowMs: number; own: number },
): Promise<number | null> {
  const row = await db('chats')
    .whereNotNull('erase_at')
    .where((q) => q.where('erase_at', '<=', nowMs).orWhere('erase_at', own))
    .orderBy('id')
    .first('id');
  return row?.id ?? null;
}

/** As it was when it ended, but for its address. */
export async function findEndedChat(db: Knex, id: number): Promise<FoundChat | null> {
  const [row] = await selectChats(db, 0).where('chats.id', id).whereNotNull('chats.erase_at');
  return row ? toChat(row) : null;
}

/** Takes a chat that has ended until then. False where another node has it, or where it is erased. */
export async function lease(
  trx: Knex,
  id: number,
  { nowMs, own, until }: { nowMs: number; own: number; until: number },
): Promise<boolean> {
  const taken = await trx('chats')
    .where({ id })
    .where((q) => q.where('erase_at', '<=', nowMs).orWhere('erase_at', own))
    .update({ erase_at: until });
  return taken > 0;
}

/** Takes some out, and resolves with who they were. The owner goes with the chat itself, which is shown with its owner until then. */
export async function takeMembers(trx: Knex, chatId: number, limit: number): Promise<number[]> {
  const ids = await ofChat(trx, 'members', chatId, 'user_id')
    .whereNot({ role: 'owner' })
    .limit(limit)
    .pluck('user_id');
  await trx('members').where({ chat_id: chatId }).whereIn('user_id', ids).delete();
  return ids;
}

/** Takes some of what is left away; false where nothing was. */
export async function eraseRows(trx: Knex, chatId: number, limit: number): Promise<boolean> {
  const messageIds = await ofChat(trx, 'messages', chatId, 'id').limit(messagesPerPiece).pluck('id');
  if (messageIds.length > 0) {
    if (!(await eraseBeside(trx, messageIds, limit))) {
      await deletingManyMessages(trx, async () => {
        await trx('messages').whereIn('id', messageIds).delete();
      });
    }
    return true;
  }
  for (const [table, key] of [
    ['events', 'id'],
    ['bans', 'user_id'],
  ] as const) {
    const keys = await ofChat(trx, table, chatId, key).limit(limit).pluck(key);
    if (keys.length === 0) continue;
    await trx(table).where({ chat_id: chatId }).whereIn(key, keys).delete();
    return true;
  }
  return false;
}

/** What people gave to these messages, whom they name, who reported them, and their images. True while there is more of it. */
async function eraseBeside(trx: Knex, messageIds: number[], limit: number): Promise<boolean> {
  const reaction = ['message_id', 'emoji', 'user_id'];
  const reactions = trx('reactions').whereIn('message_id', messageIds).limit(limit).select(reaction);
  if ((await trx('reactions').whereIn(reaction, reactions).delete()) === limit) return true;
  const mention = ['message_id', 'user_id'];
  const mentions = trx('mentions').whereIn('message_id', messageIds).limit(limit).select(mention);
  if ((await trx('mentions').whereIn(mention, mentions).delete()) === limit) return true;
  const reports = trx('reports').whereIn('message_id', messageIds).limit(limit).select('id');
  if ((await trx('reports').whereIn('id', reports).delete()) === limit) return true;
  const images = trx('images').whereIn('message_id', messageIds).limit(imagesPerPiece).select('id');
  return (await trx('images').whereIn('id', images).delete()) === imagesPerPiece;
}

/** As a range of one chat, so that the index by chat is followed (log/visible/queries.ts). */
function ofChat(trx: Knex, table: string, chatId: number, key: string): Knex.QueryBuilder {
  return trx(table).whereBetween('chat_id', [chatId, chatId]).orderBy(['chat_id', key]);
}
