import type { Knex } from 'knex';
import type { Slice } from '../members/queries.ts';

/** All SQL on `invites`. */
export interface Invite {
  /** Public: it lets nobody in. */
  id: string;
  codeHash: string;
  chatId: number;
  note: string;
  /** Unix milliseconds; null: never. */
  expiresAt: number | null;
  /** Null: any number. */
  maxUses: number | null;
  uses: number;
  createdAt: number;
  isWithdrawn: boolean;
}

interface InviteRow {
  id: string;
  code_hash: string;
  chat_id: number;
  note: string;
  expires_at: number | null;
  max_uses: number | null;
  uses: number;
  created_at: number;
  withdrawn_at: number | null;
}

function toInvite(row: InviteRow): Invite {
  return {
    id: row.id,
    codeHash: row.code_hash,
    chatId: row.chat_id,
    note: row.note,
    expiresAt: row.expires_at,
    maxUses: row.max_uses,
    uses: row.uses,
    createdAt: row.created_at,
    isWithdrawn: row.withdrawn_at !== null,
  };
}

export async function insertInvite(trx: Knex, invite: Omit<Invite, 'uses' | 'isWithdrawn'>): Promise<void> {
  await trx('invites').insert({
    id: invite.id,
    code_hash: invite.codeHash,
    chat_id: invite.chatId,
    note: invite.note,
    expires_at: invite.expiresAt,
    max_uses: invite.maxUses,
    created_at: invite.createdAt,
  });
}

export async function findInvite(db: Knex, codeHash: string): Promise<Invite | null> {
  const row = await db<InviteRow>('invites').where({ code_hash: codeHash }).first();
  return row ? toInvite(row) : null;
}

/** The newest first, without those withdrawn. */
export async function listInvites(db: Knex, chatId: number, { limit, offset = 0 }: Slice): Promise<Invite[]> {
  const rows = await db<InviteRow>('invites')
    .where({ chat_id: chatId })
    .whereNull('withdrawn_at')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset);
  return rows.map(toInvite);
}

export async function countInvites(db: Knex, chatId: number): Promise<number> {
  const [row] = await db('invites')
    .where({ chat_id: chatId })
    .whereNull('withdrawn_at')
    .count<{ count: number }[]>('* as count');
  return Number(row?.count ?? 0);
}

export async function countUse(trx: Knex, id: string): Promise<void> {
  await trx('invites').where({ id }).increment('uses', 1);
}

/** False when this chat has none of this id or this code's hash, or it was withdrawn before. */
export async function markWithdrawn(
  trx: Knex,
  { chatId, id, codeHash, nowMs }: { chatId: number; id: string; codeHash: string; nowMs: number },
): Promise<boolean> {
  const withdrawn = await trx('invites')
    .where({ chat_id: chatId })
    .where((q) => q.where({ id }).orWhere({ code_hash: codeHash }))
    .whereNull('withdrawn_at')
    .update({ withdrawn_at: nowMs });
  return withdrawn > 0;
}
