import type { Knex } from 'knex';
import { ValidationError } from '../../http/errors.ts';
import { findUserByName } from '../../users/find-by-name.ts';
import type { Message } from '../queries.ts';
import { findByKeys } from './queries.ts';

/** Where a message is said, by whom, and under which key. */
export interface Place {
  chatId: number;
  authorId: number;
  clientKey: string | null;
}

/**
 * Whom a whisper is for. One that is sent again is for whom it was for, also when nobody is called by that name any more: a guest who
 * got an account, a deleted user. Throws a ValidationError for nobody and for oneself.
 */
export async function requireRecipient(db: Knex, username: string, place: Place): Promise<number> {
  const user = await findUserByName(db, username);
  const toId = user ? user.id : ((await findEarlier(db, place))?.toId ?? null);
  if (toId === null) throw unknownRecipient();
  if (toId === place.authorId) throw new ValidationError({ to: ['You cannot whisper to yourself.'] });
  return toId;
}

/** What was said there under this key before. */
export async function findEarlier(db: Knex, { chatId, authorId, clientKey }: Place): Promise<Message | null> {
  // Asked is whose it was and whom it was for, which does not expire.
  const [earlier] = clientKey === null ? [] : await findByKeys(db, [[chatId, authorId, clientKey]], 0);
  return earlier ?? null;
}

/** The same for a stranger as for nobody: a chat's outside is not to be explored by whispering. */
export function unknownRecipient(): ValidationError {
  return new ValidationError({ to: ['This person is not a member of this chat.'] });
}
