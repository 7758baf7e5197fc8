import type { Knex } from 'knex';
import { changeMemberCounts } from '../chats/queries.ts';
import type { AnyRole, Level, Role } from '../chats/schemas.ts';
import { toUser, type User, type UserRow } from '../users/queries.ts';

/** All SQL on `members`; how many people there are is kept in `chats`. Bots are in it too, and counted and listed with nobody. */
export interface Member extends User {
  chatId: number;
  role: Role;
  joinedAt: number;
}

interface MemberRow extends UserRow {
  chat_id: number;
  role: Role;
  joined_at: number;
}

/** Of a list that is shown in pages. */
export interface Slice {
  limit: number;
  offset?: number;
}

/** Written out, as the index of members has the role. */
const isPerson = "members.role <> 'bot'";

/** People alone. Of a chat that has ended there are none, though their rows are still to be erased. */
function selectMembers(db: Knex) {
  return db('members')
    .join('users', 'users.id', 'members.user_id')
    .join('chats', 'chats.id', 'members.chat_id')
    .whereNull('chats.erase_at')
    .whereRaw(isPerson)
    .select<MemberRow[]>('users.*', 'members.chat_id', 'members.role', 'members.joined_at');
}

function toMember(row: MemberRow): Member {
  return { ...toUser(row), chatId: row.chat_id, role: row.role, joinedAt: row.joined_at };
}

/** As the index of members has it: the owner first, then in the order in which they joined; or the other way around. */
const byPlace = (members: string, direction: 'asc' | 'desc' = 'asc') =>
  `case when ${members}.role = 'owner' then 0 else 1 end ${direction}, ${members}.joined_at ${direction}, ${members}.user_id ${direction}`;

/**
 * The owner first, then in the order in which they joined. What lies before the page is passed over in the index alone, and in the half of it
 * that is further from the beginning, of as many as `count` says, what lies behind.
 */
export async function listMembers(
  db: Knex,
  chatId: number,
  { limit, offset = 0, count = 0 }: Slice & { count?: number },
): Promise<Member[]> {
  const left = count - offset;
  const isFromEnd = left > 0 && left < offset;
  const page = db('members')
    .where({ chat_id: chatId })
    .whereRaw(isPerson)
    .orderByRaw(byPlace('members', isFromEnd ? 'desc' : 'asc'))
    .limit(isFromEnd ? Math.min(limit, left) : limit)
    .offset(isFromEnd ? Math.max(left - limit, 0) : offset)
    .select('user_id');
  const rows = await selectMembers(db)
    .where('members.chat_id', chatId)
    .whereIn('members.user_id', page)
    .orderByRaw(byPlace('members'));
  return rows.map(toMember);
}

/** People in the chat whose username or display name is one of these keys. Found by their names, however many members there are. */
export async function findMembersByNames(db: Knex, chatId: number, keys: string[]): Promise<Member[]> {
  const named = (column: string) => db('users').whereIn(column, keys).select('id');
  const rows = await selectMembers(db)
    .where('members.chat_id', chatId)
    .whereIn('members.user_id', named('username_key').union(named('display_name_key')))
    .orderBy('members.user_id');
  return rows.map(toMember);
}

export async function findMember(db: Knex, chatId: number, userId: number): Promise<Member | null> {
  const [row] = await selectMembers(db).where({ 'members.chat_id': chatId, 'members.user_id': userId });
  return row ? toMember(row) : null;
}

export async function findMembers(db: Knex, chatId: number, userIds: readonly number[]): Promise<Member[]> {
  const rows = await selectMembers(db)
    .where('members.chat_id', chatId)
    .whereIn('members.user_id', [...userIds]);
  return rows.map(toMember);
}

/** The memberships of these [chat id, user id] pairs. */
export async function findMemberships(db: Knex, pairs: readonly [number, number][]): Promise<Member[]> {
  if (pairs.length === 0) return [];
  const rows = await selectMembers(db).whereIn(
    ['members.chat_id', 'members.user_id'],
    pairs as [number, number][],
  );
  return rows.map(toMember);
}

/** All memberships of one person, or those in `chatIds`. */
export async function listMemberships(
  db: Knex,
  userId: number,
  chatIds?: readonly number[],
): Promise<Member[]> {
  const query = selectMembers(db).where('members.user_id', userId);
  if (chatIds) query.whereIn('members.chat_id', [...chatIds]);
  return (await query).map(toMember);
}

export interface NewMember {
  chatId: number;
  userId: number;
  role: AnyRole;
  joinedAt: number;
  readMessageId: number;
}

/** False when this one is in the chat already, also by a join at the same moment. */
export async function insertMember(trx: Knex, member: NewMember): Promise<boolean> {
  const rows = await trx('members')
    .insert({
      chat_id: member.chatId,
      user_id: member.userId,
      role: member.role,
      joined_at: member.joinedAt,
      read_message_id: member.readMessageId,
    })
    .onConflict(['chat_id', 'user_id'])
    .ignore()
    .returning('user_id');
  if (rows.length === 0) return false;
  if (member.role !== 'bot') await changeMemberCounts(trx, [member.chatId], 1);
  return true;
}

export async function deleteMemberships(
  trx: Knex,
  userId: number,
  chatIds: readonly number[],
): Promise<void> {
  const memberships = trx('members')
    .where({ user_id: userId })
    .whereIn('chat_id', [...chatIds]);
  await changeMemberCounts(trx, memberships.clone().select('chat_id'), -1);
  await memberships.delete();
}

/** Gives all of these memberships, as [chat id, user id], one role. */
export async function updateRoles(
  trx: Knex,
  memberships: readonly [number, number][],
  role: Role,
): Promise<void> {
  if (memberships.length === 0) return;
  await trx('members')
    .whereIn(['chat_id', 'user_id'], memberships as [number, number][])
    .update({ role });
}

/** False when it was so before. */
export async function updateLevel(trx: Knex, { chatId, userId }: Membership, level: Level): Promise<boolean> {
  const membership = trx('members').where({ chat_id: chatId, user_id: userId });
  return (await membership.whereNot({ notify: level }).update({ notify: level })) > 0;
}

/** False when it was so before. */
export async function updateMark(
  trx: Knex,
  { chatId, userId }: Membership,
  isMarked: boolean,
): Promise<boolean> {
  const membership = trx('members').where({ chat_id: chatId, user_id: userId });
  return (await membership.whereNot({ marked_unread: isMarked }).update({ marked_unread: isMarked })) > 0;
}

/** Archived as of this message; null: not at all. */
export async function updateArchive(
  trx: Knex,
  { chatId, userId }: Membership,
  archivedAfter: number | null,
): Promise<void> {
  await trx('members').where({ chat_id: chatId, user_id: userId }).update({ archived_after: archivedAfter });
}

/**
 * Who takes over each of these chats when its owner goes: the longest-standing moderator, else member. A chat without
 * anyone else is not in the answer.
 */
export async function findSuccessors(
  trx: Knex,
  chatIds: readonly number[],
  leaverId: number,
): Promise<Map<number, number>> {
  // One step into an index for each, however many members there are.
  const others = () =>
    trx('members')
      .where('chat_id', trx.ref('chats.id'))
      .whereNot({ user_id: leaverId })
      .whereRaw(isPerson)
      .select('user_id')
      .limit(1);
  const moderator = others().whereRaw("role = 'moderator'").orderByRaw('joined_at, user_id');
  const anyone = others().orderByRaw(byPlace('members'));
  const rows: { chat_id: number; user_id: number | null }[] = await trx('chats')
    .whereIn('id', [...chatIds])
    .select('id as chat_id', trx.raw('coalesce((?), (?)) as user_id', [moderator, anyone]));
  return new Map(rows.flatMap((row) => (row.user_id === null ? [] : [[row.chat_id, row.user_id] as const])));
}

/** A person in a chat, or who may be. */
export interface Membership {
  chatId: number;
  userId: number;
}

export function membershipKey(chatId: number, userId: number): string {
  return `${chatId} ${userId}`;
}

/** Every chat of each of these people, or bots. */
export async function listChatsOfPeople(
  db: Knex,
  userIds: readonly number[],
): Promise<{ userId: number; chatId: number; uri: string }[]> {
  const rows = await db('members')
    .join('chats', 'chats.id', 'members.chat_id')
    .whereIn('members.user_id', [...userIds])
    .whereNull('chats.erase_at')
    .select<{ user_id: number; chat_id: number; uri: string }[]>(
      'members.user_id',
      'members.chat_id',
      'chats.uri',
    );
  return rows.map((row) => ({ userId: row.user_id, chatId: row.chat_id, uri: row.uri }));
}
