import type { Knex } from 'knex';
import { deleteBlocksOf } from '../../blocks/queries.ts';
import type { Append } from '../../log/journal.ts';
import { tellAllEnded } from '../../tokens/end-tokens.ts';
import { eraseBots } from '../../users/bot-queries.ts';

/** In the transaction of whoever ends something. */
export interface Ending {
  trx: Knex.Transaction;
  append: Append;
  /** Unix milliseconds. */
  nowMs: number;
}

/** Ends bots: no key of theirs works any more, on every node as soon as it reads the log; what they said stays under a deleted user. */
export async function endBots({ trx, append, nowMs }: Ending, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await deleteBlocksOf(trx, ids);
  await eraseBots(trx, ids, nowMs);
  await append(tellAllEnded(ids));
}
