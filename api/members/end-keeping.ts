import type { Knex } from 'knex';
import type { Append } from '../log/journal.ts';

interface KeeperGone {
  trx: Knex.Transaction;
  append: Append;
  userId: number;
  /** In which they are no owner or moderator any more. Absent: everywhere. */
  chatIds?: readonly number[];
}

/**
 * Ends what somebody who ran these chats would still hear by, in the same transaction: keys of bots that they know, and hooks that lead where they like.
 * Asked by members/ of those who have these.
 */
export type EndKeeping = (gone: KeeperGone) => Promise<void>;
