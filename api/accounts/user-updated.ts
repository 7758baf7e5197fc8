import type { Knex } from 'knex';
import type { NewEvent } from '../log/event.ts';
import { presentProfile, presentUser } from '../users/present.ts';
import type { User } from '../users/queries.ts';
import type { AccountTies } from './ties.ts';

/**
 * One event for every chat in which the name is shown, and before them one for the person alone. By that one every node's memory
 * follows, so it is there also when nobody is left to read it. What is kept of how the
 * person was called is forgotten.
 */
export async function userUpdated(ties: AccountTies, trx: Knex.Transaction, user: User): Promise<NewEvent[]> {
  await ties.forgetName(trx, user.id);
  const uris = await ties.chatsNaming(trx, user.id);
  const data = presentUser(user);
  return [
    { type: 'user.updated', scope: { userId: user.id }, chatUri: null, data: presentProfile(user) },
    ...[...uris].map(
      ([chatId, chatUri]) => ({ type: 'user.updated', scope: { chatId }, chatUri, data }) as const,
    ),
  ];
}
