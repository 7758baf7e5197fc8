import type { Knex } from 'knex';
import type { NewEvent } from '../log/event.ts';
import type { Append } from '../log/journal.ts';

/** What an account has to do with features to the right. Declared here and made by them, because features import only to the left. */
export interface AccountTies {
  /** Every chat in which this person's name is shown, by id, with its uri. */
  chatsNaming(db: Knex, userId: number): Promise<ReadonlyMap<number, string>>;
  /**
   * What tells the two of each private chat that they are told, or are not told any more, what the other has read; asked before a change that ends it, and
   * behind one that begins it. With `otherId` of that chat alone.
   */
  seenUpdates(trx: Knex.Transaction, userId: number, otherId?: number): Promise<NewEvent[]>;
  /** Erases what is kept and may repeat how this person, or this bot, was called; asked in the transaction in which that changes. */
  forgetName(trx: Knex, userId: number): Promise<void>;
  /** Undoes what must not outlive an account, in the transaction that ends it. */
  letGo(leaving: { trx: Knex.Transaction; append: Append; userId: number }): Promise<void>;
}
