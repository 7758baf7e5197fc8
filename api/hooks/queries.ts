import type { Knex } from 'knex';
import type { HookEventType, PauseReason } from './schemas.ts';
import type { SecretOf } from './secret.ts';

/** All SQL on `hooks`; that on their attempts, and on both at once, is in attempt-queries.ts. */
export interface Hook extends SecretOf {
  botId: number;
  chatId: number;
  url: string;
  /** Who has it lead there. */
  setById: number;
  eventTypes: readonly HookEventType[];
  formerSecretId: string | null;
  formerUntil: number | null;
  /** All before is delivered, or nobody's who reads here. */
  cursor: string;
  /** When the event that is tried now was tried first; null when it has not failed. */
  failingSince: number | null;
  tries: number;
  nextTryAt: number | null;
  pausedBy: PauseReason | null;
  /** Of all events, ever. */
  attempts: number;
  createdAt: number;
}

interface HookRow {
  bot_id: number;
  chat_id: number;
  url: string;
  set_by_id: number;
  event_types: string;
  secret_id: string;
  secret_hash: string;
  former_secret_id: string | null;
  former_until: number | null;
  cursor: string;
  failing_since: number | null;
  tries: number;
  next_try_at: number | null;
  paused_by: PauseReason | null;
  attempts: number;
  created_at: number;
}

function toHook(row: HookRow): Hook {
  return {
    botId: row.bot_id,
    chatId: row.chat_id,
    url: row.url,
    setById: row.set_by_id,
    eventTypes: row.event_types.split(' ') as HookEventType[],
    secretId: row.secret_id,
    secretHash: row.secret_hash,
    formerSecretId: row.former_secret_id,
    formerUntil: row.former_until,
    cursor: row.cursor,
    failingSince: row.failing_since,
    tries: row.tries,
    nextTryAt: row.next_try_at,
    pausedBy: row.paused_by,
    attempts: row.attempts,
    createdAt: row.created_at,
  };
}

function toRow(hook: Partial<Hook>): Partial<HookRow> {
  const row: Partial<HookRow> = {
    bot_id: hook.botId,
    chat_id: hook.chatId,
    url: hook.url,
    set_by_id: hook.setById,
    event_types: hook.eventTypes?.join(' '),
    secret_id: hook.secretId,
    secret_hash: hook.secretHash,
    former_secret_id: hook.formerSecretId,
    former_until: hook.formerUntil,
    cursor: hook.cursor,
    failing_since: hook.failingSince,
    tries: hook.tries,
    next_try_at: hook.nextTryAt,
    paused_by: hook.pausedBy,
    attempts: hook.attempts,
    created_at: hook.createdAt,
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

export async function findHook(db: Knex, botId: number): Promise<Hook | null> {
  const row = await db<HookRow>('hooks').where({ bot_id: botId }).first();
  return row ? toHook(row) : null;
}

export async function insertHook(trx: Knex, hook: Hook): Promise<void> {
  await trx('hooks').insert(toRow(hook));
}

export async function updateHook(trx: Knex, botId: number, change: Partial<Hook>): Promise<void> {
  await trx('hooks').where({ bot_id: botId }).update(toRow(change));
}

/** False when there was none. */
export async function deleteHook(trx: Knex, botId: number): Promise<boolean> {
  return (await trx('hooks').where({ bot_id: botId }).delete()) > 0;
}

/** Whether this server has any. */
export async function hasHooks(db: Knex): Promise<boolean> {
  return (await db('hooks').first('bot_id')) !== undefined;
}

/** What is to be known of each hook that is not paused, to see which of them an event concerns. */
export type Outline = Pick<Hook, 'botId' | 'chatId' | 'url' | 'eventTypes' | 'cursor'>;

/** Those that are not paused, of some bots or of all behind one, in the order of their bots. */
export async function listOutlines(
  db: Knex,
  which: { botId: number } | { behind: number; limit: number },
): Promise<Outline[]> {
  const query = db<HookRow>('hooks').whereNull('paused_by').orderBy('bot_id');
  if ('botId' in which) query.where({ bot_id: which.botId });
  else query.where('bot_id', '>', which.behind).limit(which.limit);
  const rows = await query.select('*');
  return rows.map(toHook);
}

/** For those of which nothing is left to deliver: their place would else be behind what is kept. */
export async function moveCursors(trx: Knex, botIds: readonly number[], cursor: string): Promise<void> {
  await trx('hooks')
    .whereIn('bot_id', [...botIds])
    .whereNull('paused_by')
    .update({ cursor });
}

/** Who is told how a chat's hooks fare: its owner and moderators, as far as there are not more than that. */
export async function listKeepers(db: Knex, chatId: number): Promise<number[]> {
  return (await listKeepersOf(db, [chatId])).get(chatId) ?? [];
}

/** The same of several chats. */
export async function listKeepersOf(db: Knex, chatIds: readonly number[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  if (chatIds.length === 0) return found;
  const rows = await db('members')
    .whereIn('chat_id', [...chatIds])
    .whereIn('role', ['owner', 'moderator'])
    .orderBy('user_id')
    .limit(maxKeepers * chatIds.length)
    .select<{ chat_id: number; user_id: number }[]>('chat_id', 'user_id');
  for (const row of rows) found.set(row.chat_id, [...(found.get(row.chat_id) ?? []), row.user_id]);
  return found;
}

const maxKeepers = 200;

/** Pauses those that this person has set in these chats, or in any, whatever they were before; resolves with them. */
export async function pauseHooksOf(trx: Knex, userId: number, chatIds?: readonly number[]): Promise<Hook[]> {
  const query = trx<HookRow>('hooks').where({ set_by_id: userId });
  if (chatIds) query.whereIn('chat_id', [...chatIds]);
  const rows = await query.update({ paused_by: 'keeper_gone', next_try_at: null }).returning('*');
  return rows.map(toHook);
}
