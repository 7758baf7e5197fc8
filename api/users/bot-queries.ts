import type { Knex } from 'knex';
import { nameKey } from './names.ts';
import { findUser, toUser, type User, type UserRow } from './queries.ts';

/** All SQL on `bots`, and on those rows of `users` that are theirs. A bot wears no name in the eyes of people elsewhere. */
export interface Bot {
  user: User;
  chatId: number;
  madeById: number;
  /** Not when who was given it does not run the chat any more. */
  hasKey: boolean;
  /** Unix milliseconds. */
  createdAt: number;
}

interface BotRow extends UserRow {
  chat_id: number;
  made_by_id: number;
  key_hash: string | null;
  made_at: number;
}

export interface NewBot {
  username: string;
  displayName: string;
  avatar: number;
  chatId: number;
  madeById: number;
  keyHash: string;
  createdAt: number;
}

/** Resolves with its user's id. Its name must be nobody's of the chat's bots (`isBotNameTaken`), asked before by the only writer. */
export async function insertBot(trx: Knex, bot: NewBot): Promise<number> {
  const [row] = await trx('users')
    .insert({
      username: bot.username,
      username_key: nameKey(bot.username),
      display_name: bot.displayName,
      // That of its chat alone stands in `bots`.
      display_name_key: null,
      avatar: bot.avatar,
      is_bot: true,
      created_at: bot.createdAt,
    })
    .returning('id');
  await trx('bots').insert({
    user_id: row.id,
    chat_id: bot.chatId,
    made_by_id: bot.madeById,
    key_by_id: bot.madeById,
    name_key: nameKey(bot.displayName),
    key_hash: bot.keyHash,
    created_at: bot.createdAt,
  });
  return row.id;
}

function selectBots(db: Knex) {
  return db('bots')
    .join('users', 'users.id', 'bots.user_id')
    .whereNotNull('bots.name_key')
    .select<BotRow[]>(
      'users.*',
      'bots.chat_id',
      'bots.made_by_id',
      'bots.key_hash',
      'bots.created_at as made_at',
    );
}

function toBot(row: BotRow): Bot {
  return {
    user: toUser(row),
    chatId: row.chat_id,
    madeById: row.made_by_id,
    hasKey: row.key_hash !== null,
    createdAt: row.made_at,
  };
}

/** Those of a chat, in the order in which they were made. */
export async function listBots(
  db: Knex,
  chatId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<Bot[]> {
  const rows = await selectBots(db)
    .where('bots.chat_id', chatId)
    .orderBy('bots.user_id')
    .limit(limit)
    .offset(offset);
  return rows.map(toBot);
}

export async function countBots(db: Knex, chatId: number): Promise<number> {
  return (await listBotIds(db, [chatId])).length;
}

/** Null for one of another chat, and for one that was removed. */
export async function findBot(db: Knex, chatId: number, userId: number): Promise<Bot | null> {
  const [row] = await selectBots(db).where({ 'bots.chat_id': chatId, 'bots.user_id': userId });
  return row ? toBot(row) : null;
}

export async function listBotIds(db: Knex, chatIds: readonly number[]): Promise<number[]> {
  return db('bots')
    .whereIn('chat_id', [...chatIds])
    .whereNotNull('name_key')
    .pluck('user_id');
}

/** Whose key has this hash. Of a chat that has ended nobody's has. */
export async function findKeyHolder(db: Knex, keyHash: string): Promise<Bot | null> {
  const [row] = await selectBots(db)
    .join('chats', 'chats.id', 'bots.chat_id')
    .where('bots.key_hash', keyHash)
    .whereNull('chats.erase_at');
  return row ? toBot(row) : null;
}

/** Whether another bot of the chat is called so, in whatever case and form. */
export async function isBotNameTaken(
  db: Knex,
  { chatId, displayName, byOtherThan = 0 }: { chatId: number; displayName: string; byOtherThan?: number },
): Promise<boolean> {
  const named = db('bots').where({ chat_id: chatId, name_key: nameKey(displayName) });
  return Boolean(await named.whereNot({ user_id: byOtherThan }).first('user_id'));
}

/** Resolves with the user as it is then. */
export async function updateBot(
  trx: Knex,
  userId: number,
  { displayName, avatar }: { displayName: string; avatar: number },
): Promise<User | null> {
  await trx('users').where({ id: userId }).update({ display_name: displayName, avatar });
  await trx('bots')
    .where({ user_id: userId })
    .update({ name_key: nameKey(displayName) });
  return findUser(trx, userId);
}

/** `byId` is who knows it from now on. */
export async function updateKey(
  trx: Knex,
  userId: number,
  { keyHash, byId }: { keyHash: string; byId: number },
): Promise<void> {
  await trx('bots').where({ user_id: userId }).update({ key_hash: keyHash, key_by_id: byId });
}

/** Takes the keys away that were given to this person in these chats, or in any; resolves with the bots that had them. */
export async function takeKeysOf(trx: Knex, userId: number, chatIds?: readonly number[]): Promise<Bot[]> {
  const query = selectBots(trx).where('bots.key_by_id', userId);
  if (chatIds) query.whereIn('bots.chat_id', [...chatIds]);
  const rows = await query;
  const ids = rows.map(({ id }) => id);
  await trx('bots').whereIn('user_id', ids).update({ key_hash: null, key_by_id: null });
  return rows.map((row) => toBot({ ...row, key_hash: null }));
}

/** As `eraseUser` does it, and out of their chats. */
export async function eraseBots(trx: Knex, ids: readonly number[], nowMs: number): Promise<void> {
  await trx('members')
    .whereIn('user_id', [...ids])
    .delete();
  await trx('bots')
    .whereIn('user_id', [...ids])
    .update({ name_key: null, key_hash: null, key_by_id: null });
  await trx('users')
    .whereIn('id', [...ids])
    .update({
      username: trx.raw("'deleted-' || id"),
      username_key: null,
      display_name: 'Deleted user',
      avatar: 0,
      deleted_at: nowMs,
    });
}
