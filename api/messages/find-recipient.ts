import type { Knex } from 'knex';
import { ValidationError } from '../http/errors.ts';
import { findUserByName } from '../users/queries.ts';
import { findByKeys } from './queries.ts';

/** Where a whisper is said, by whom, and under which key. */
interface Place {
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
  const toId = user ? user.id : await earlierRecipient(db, place);
  if (toId === null) throw unknownRecipient();
  if (toId === place.authorId) throw new ValidationError({ to: ['You cannot whisper to yourself.'] });
  return toId;
}

async function earlierRecipient(db: Knex, { chatId, authorId, clientKey }: Place): Promise<number | null> {
  const [earlier] = clientKey === null ? [] : await findByKeys(db, [[chatId, authorId, clientKey]]);
  return earlier?.toId ?? null;
}

/** The same for a stranger as for nobody: a chat's outside is not to be explored by whispering. */
export function unknownRecipient(): ValidationError {
  return new ValidationError({ to: ['This person is not a member of this chat.'] });
}
