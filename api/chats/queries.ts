import type { Knex } from 'knex';
import { deletingManyMessages } from '../db/sqlite/search-index.ts';
import { toUser, type User, type UserRow } from '../users/queries.ts';
import type { AnyRole, JoinPolicy, Kind } from './schemas.ts';
import { lobbyUri } from './uri.ts';

/** All SQL on `chats`; who is in them is written by members/, and what becomes of those that have ended by ended-queries.ts: here nobody finds them. */
export interface Chat {
  id: number;
  uri: string;
  name: string;
  /** What it is about; null: nobody has said. */
  topic: string | null;
  kind: Kind;
  joinPolicy: JoinPolicy;
  /** In how many seconds what is said in it disappears; null: it stays. */
  disappearAfter: number | null;
  createdAt: number;
  /** Null in the lobby, which is everybody's. */
  owner: User | null;
  memberCount: number;
  /** Of a private chat: its two people. */
  directKey: string | null;
}

/** A chat as one person finds it; `role` is null for whoever is not in it. */
export interface FoundChat extends Chat {
  role: AnyRole | null;
  isBanned: boolean;
  /** Of the staff, in a chat that is everybody's: they moderate there, whether they are in it or not. */
  asStaff: boolean;
}

interface ChatRow {
  chat_id: number;
  chat_uri: string;
  chat_name: string;
  chat_topic: string | null;
  chat_kind: Kind;
  chat_join_policy: JoinPolicy;
  chat_disappear_after: number | null;
  chat_created_at: number;
  chat_direct_key: string | null;
  chat_member_count: number;
  my_role: AnyRole | null;
  my_ban: number | null;
  my_staff: boolean | number | null;
}

/** The chat behind a uri, with what it is to `userId` (0: nobody) in the same statement. */
export async function findChat(db: Knex, uri: string, userId: number): Promise<FoundChat | null> {
  const [chat] = await selectChats(db, userId).where('chats.uri', uri).whereNull('chats.erase_at');
  return chat ? toChat(chat) : null;
}

export async function findChats(db: Knex, ids: readonly number[], userId = 0): Promise<FoundChat[]> {
  if (ids.length === 0) return [];
  const rows = await selectChats(db, userId)
    .whereIn('chats.id', [...ids])
    .whereNull('chats.erase_at');
  return rows.map(toChat);
}

/** Also those that have ended. */
export function selectChats(db: Knex, userId: number) {
  return db('chats')
    .leftJoin('members as owners', (on) =>
      // Written out: an index of owners alone serves no question whose answer a placeholder hides.
      on.on('owners.chat_id', 'chats.id').andOn(db.raw("owners.role = 'owner'")),
    )
    .leftJoin('users', 'users.id', 'owners.user_id')
    .leftJoin('members as mine', (on) => on.on('mine.chat_id', 'chats.id').andOnVal('mine.user_id', userId))
    .leftJoin('bans', (on) => on.on('bans.chat_id', 'chats.id').andOnVal('bans.user_id', userId))
    .leftJoin('users as me', (on) => on.onVal('me.id', userId).andOnVal('me.is_guest', false))
    .select<(ChatRow & UserRow)[]>(
      'users.*',
      'chats.id as chat_id',
      'chats.uri as chat_uri',
      'chats.name as chat_name',
      'chats.topic as chat_topic',
      'chats.kind as chat_kind',
      'chats.join_policy as chat_join_policy',
      'chats.disappear_after as chat_disappear_after',
      'chats.created_at as chat_created_at',
      'chats.direct_key as chat_direct_key',
      'mine.role as my_role',
      'bans.user_id as my_ban',
      'me.is_staff as my_staff',
      'chats.member_count as chat_member_count',
    );
}

export function toChat(row: ChatRow & UserRow): FoundChat {
  return {
    id: row.chat_id,
    uri: row.chat_uri,
    name: row.chat_name,
    topic: row.chat_topic,
    kind: row.chat_kind,
    joinPolicy: row.chat_join_policy,
    disappearAfter: row.chat_disappear_after,
    createdAt: row.chat_created_at,
    owner: row.id ? toUser(row) : null,
    memberCount: row.chat_member_count,
    directKey: row.chat_direct_key,
    role: row.my_role,
    isBanned: row.my_ban !== null,
    asStaff: row.chat_kind === 'public' && Boolean(row.my_staff),
  };
}

export interface NewChat {
  uri: string;
  name: string;
  kind: Kind;
  joinPolicy: JoinPolicy;
  createdAt: number;
  topic?: string | null | undefined;
  /** Seconds. */
  disappearAfter?: number | null | undefined;
  /** Of a private chat: its two people. */
  directKey?: string;
}

/**
 * The people of a large chat that has ended are told by its address, some after others; a chat that had it by then would seem to them to
 * be over. A readable address alone can come again.
 */
async function isStillTold(trx: Knex, uri: string): Promise<boolean> {
  const ending = trx('chats').whereNotNull('erase_at').select('id');
  return Boolean(await trx('former_uris').whereIn('chat_id', ending).where({ uri }).first('id'));
}

/** Null when the uri is taken, which only a readable one can be. */
export async function insertChat(trx: Knex, chat: NewChat): Promise<number | null> {
  if (chat.kind === 'public' && (await isStillTold(trx, chat.uri))) return null;
  const [row] = await trx('chats')
    .insert({
      uri: chat.uri,
      name: chat.name,
      topic: chat.topic ?? null,
      disappear_after: chat.disappearAfter ?? null,
      kind: chat.kind,
      join_policy: chat.joinPolicy,
      created_at: chat.createdAt,
      direct_key: chat.directKey ?? null,
    })
    .onConflict()
    .ignore()
    .returning('id');
  return row?.id ?? null;
}

/**
 * One member more or less in each of these chats. For whoever lets people in or out, in the same transaction, so that a look at a chat
 * counts nobody.
 */
export async function changeMemberCounts(
  trx: Knex,
  ids: number[] | Knex.QueryBuilder,
  by: 1 | -1,
): Promise<void> {
  await trx('chats').whereIn('id', ids).increment('member_count', by);
}

export async function updateChat(
  trx: Knex,
  id: number,
  change: Partial<Pick<Chat, 'name' | 'topic' | 'joinPolicy' | 'disappearAfter'>>,
): Promise<void> {
  await trx('chats')
    .where({ id })
    .update({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.topic !== undefined && { topic: change.topic }),
      ...(change.joinPolicy !== undefined && { join_policy: change.joinPolicy }),
      ...(change.disappearAfter !== undefined && { disappear_after: change.disappearAfter }),
    });
}

/** Members, messages, bans and events of these chats go with them (foreign keys). */
export async function deleteChats(trx: Knex, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await deletingManyMessages(trx, async () => {
    await trx('chats')
      .whereIn('id', [...ids])
      .delete();
  });
}

/** Whom to tell when the chat goes, and with it its members. */
export async function listMemberIds(db: Knex, chatId: number): Promise<number[]> {
  return db('members').where({ chat_id: chatId }).pluck('user_id');
}

export async function findUris(db: Knex, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db('chats')
    .whereIn('id', [...ids])
    .whereNull('erase_at')
    .select<{ id: number; uri: string }[]>('id', 'uri');
  return new Map(rows.map((row) => [row.id, row.uri]));
}

/** Null of a chat that is not private, or not there. */
export async function findDirectKey(db: Knex, chatId: number): Promise<string | null> {
  const row = await db('chats').where({ id: chatId }).first('direct_key');
  return row?.direct_key ?? null;
}

export async function findDirect(db: Knex, directKey: string): Promise<number | null> {
  const row = await db('chats').where({ direct_key: directKey }).first('id');
  return row?.id ?? null;
}

/** All private chats of a person, also those that this person has left. */
export async function listDirectIds(db: Knex, userId: number): Promise<number[]> {
  return db('chats')
    .where({ kind: 'direct', erase_at: null })
    .where((q) => q.whereLike('direct_key', `${userId}:%`).orWhereLike('direct_key', `%:${userId}`))
    .pluck('id');
}

export async function updateUri(trx: Knex, id: number, uri: string): Promise<void> {
  await trx('chats').where({ id }).update({ uri });
}

/** Written out, as the index of public chats has it: it serves no question whose answer a placeholder hides. */
const isPublic = "kind = 'public' and erase_at is null";

/** The lobby first, then the newest. */
export async function listPublicIds(
  db: Knex,
  { limit, offset }: { limit: number; offset: number },
): Promise<number[]> {
  return db('chats')
    .whereRaw(isPublic)
    .orderByRaw(`case when uri = '${lobbyUri}' then 0 else 1 end, id desc`)
    .limit(limit)
    .offset(offset)
    .pluck('id');
}

export async function countPublic(db: Knex): Promise<number> {
  const [row] = await db('chats').whereRaw(isPublic).count<{ count: number }[]>('* as count');
  return Number(row?.count ?? 0);
}
