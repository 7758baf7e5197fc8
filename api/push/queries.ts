import type { Knex } from 'knex';
import type { Level } from '../chats/schemas.ts';

/** All SQL on `push_subscriptions`. */
export interface Subscription {
  id: number;
  userId: number;
  endpoint: string;
  p256dh: string;
  auth: string;
  /** Unix milliseconds. */
  createdAt: number;
}

interface SubscriptionRow {
  id: number;
  user_id: number;
  family_id: string;
  token_epoch: number;
  expires_at: number;
  endpoint: string;
  p256dh: string;
  auth: string;
  created_at: number;
}

/** Those whose log-in works, by the same rules as its tokens (tokens/tokens.ts): ended in whatever way, nothing is sent from that moment on. */
function living(db: Knex, nowMs: number) {
  return db<SubscriptionRow>('push_subscriptions')
    .join('users as owners', 'owners.id', 'push_subscriptions.user_id')
    .leftJoin('token_families as families', 'families.id', 'push_subscriptions.family_id')
    .where((q) =>
      q
        .where('owners.token_epoch', db.ref('push_subscriptions.token_epoch'))
        .orWhere('owners.spared_family_id', db.ref('push_subscriptions.family_id')),
    )
    .where((q) => q.whereNull('families.id').orWhereNotNull('families.token_id'))
    .whereRaw('coalesce(families.expires_at, push_subscriptions.expires_at) > ?', [nowMs]);
}

const toSubscription = (row: SubscriptionRow): Subscription => ({
  id: row.id,
  userId: row.user_id,
  endpoint: row.endpoint,
  p256dh: row.p256dh,
  auth: row.auth,
  createdAt: row.created_at,
});

/** The newest first. */
export async function listSubscriptions(
  db: Knex,
  userIds: readonly number[],
  nowMs: number,
): Promise<Subscription[]> {
  if (userIds.length === 0) return [];
  const rows: SubscriptionRow[] = await living(db, nowMs)
    .whereIn('push_subscriptions.user_id', [...userIds])
    .orderBy('push_subscriptions.id', 'desc')
    .select('push_subscriptions.*');
  return rows.map(toSubscription);
}

export interface NewSubscription extends Omit<Subscription, 'id'> {
  familyId: string;
  tokenEpoch: number;
  expiresAt: number;
}

/** In place of what was known of that device, whoever it belonged to, and as the newest. Resolves with since when it is this person's. */
export async function saveSubscription(trx: Knex, made: NewSubscription): Promise<number> {
  const known = () => trx<SubscriptionRow>('push_subscriptions').where({ endpoint: made.endpoint });
  const before = await known().where({ user_id: made.userId }).first('created_at');
  await known().delete();
  const createdAt = before?.created_at ?? made.createdAt;
  await trx('push_subscriptions').insert({
    user_id: made.userId,
    family_id: made.familyId,
    token_epoch: made.tokenEpoch,
    expires_at: made.expiresAt,
    endpoint: made.endpoint,
    p256dh: made.p256dh,
    auth: made.auth,
    created_at: createdAt,
  });
  return createdAt;
}

/** All of this person's but the newest. */
export async function dropOldest(trx: Knex, userId: number, most: number): Promise<void> {
  const kept = trx('push_subscriptions')
    .where({ user_id: userId })
    .orderBy('id', 'desc')
    .limit(most)
    .select('id');
  await trx('push_subscriptions').where({ user_id: userId }).whereNotIn('id', kept).delete();
}

/** False when this person has no such device. */
export async function deleteSubscription(trx: Knex, userId: number, endpoint: string): Promise<boolean> {
  return (await trx('push_subscriptions').where({ user_id: userId, endpoint }).delete()) > 0;
}

/** Of devices that are gone. */
export async function deleteSubscriptions(trx: Knex, ids: readonly number[]): Promise<void> {
  await trx('push_subscriptions')
    .whereIn('id', [...ids])
    .delete();
}

export async function deleteSubscriptionsOf(trx: Knex, userId: number): Promise<void> {
  await trx('push_subscriptions').where({ user_id: userId }).delete();
}

/** Those of these people whose log-in has ended. */
export async function dropEnded(trx: Knex, userIds: readonly number[], nowMs: number): Promise<void> {
  await trx('push_subscriptions')
    .whereIn('user_id', [...userIds])
    .whereNotIn('id', living(trx, nowMs).select('push_subscriptions.id'))
    .delete();
}

/** Of log-ins that expired as long ago as the log is kept; `limit` at most. Resolves with how many went. */
export async function pruneSubscriptions(trx: Knex, beforeMs: number, limit: number): Promise<number> {
  const ended = trx('push_subscriptions')
    .leftJoin('token_families as families', 'families.id', 'push_subscriptions.family_id')
    .whereRaw('coalesce(families.expires_at, push_subscriptions.expires_at) < ?', [beforeMs])
    .limit(limit)
    .select('push_subscriptions.id');
  return trx('push_subscriptions').whereIn('id', ended).delete();
}

/** A member of a chat who has a device to be told on. */
export interface Reachable {
  chatId: number;
  userId: number;
  level: Level;
  /** Up to where they have read. */
  readMessageId: number;
}

/** Whether anybody is to be told at all; where nobody is, a message costs no more than this. */
export async function hasSubscriptions(db: Knex): Promise<boolean> {
  return (await db('push_subscriptions').first('id')) !== undefined;
}

/** All in these chats who can be reached, or of those people alone: one statement, which looks at each member. */
export async function listReachable(
  db: Knex,
  { chatIds, userIds }: { chatIds: readonly number[]; userIds: readonly number[] | undefined },
  nowMs: number,
): Promise<Reachable[]> {
  if (chatIds.length === 0 || userIds?.length === 0) return [];
  const query = db('members')
    .join('chats', 'chats.id', 'members.chat_id')
    .whereNull('chats.erase_at')
    .whereIn('members.chat_id', [...chatIds])
    .whereExists(
      living(db, nowMs).where('push_subscriptions.user_id', db.ref('members.user_id')).select('endpoint'),
    );
  if (userIds) query.whereIn('members.user_id', [...new Set(userIds)]);
  const rows: { chat_id: number; user_id: number; notify: Level; read_message_id: number }[] =
    await query.select('members.chat_id', 'members.user_id', 'members.notify', 'members.read_message_id');
  return rows.map((row) => ({
    chatId: row.chat_id,
    userId: row.user_id,
    level: row.notify,
    readMessageId: row.read_message_id,
  }));
}
