import type { Knex } from 'knex';

export interface MessageRef {
  chatId: number;
  id: number;
  /** Who asks. */
  userId: number;
}

/**
 * Changes what is shown beside a message. Declared here and made by messages/, because features import only to the left. `change`
 * runs as the only writer, for who may see the message and, to add something, reach its author; where it says that it changed
 * something, everyone who sees the message learns of it. Resolves with the message as it is then; throws NotFound for one that is
 * deleted, and what the rules throw.
 */
export type ChangeBeside = (
  ref: MessageRef,
  type: 'reaction.added' | 'reaction.removed',
  change: (trx: Knex.Transaction, nowMs: number) => Promise<boolean>,
) => Promise<object>;
