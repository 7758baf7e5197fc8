import type { Knex } from 'knex';
import type { Chat } from '../chats/queries.ts';
import type { NewEvent } from '../log/event.ts';
import type { Services } from '../services.ts';
import { memberJoined } from './present.ts';
import { findMember, insertMember } from './queries.ts';

/** The first member of a chat that is being made; nothing was said there that could be unread. */
export async function addOwner(
  { clock, presence }: Pick<Services, 'clock' | 'presence'>,
  trx: Knex.Transaction,
  { id: chatId, uri }: Pick<Chat, 'id' | 'uri'>,
  ownerId: number,
): Promise<NewEvent> {
  const joinedAt = clock.now();
  await insertMember(trx, { chatId, userId: ownerId, role: 'owner', joinedAt, readMessageId: 0 });
  const owner = await findMember(trx, chatId, ownerId);
  if (!owner) throw new Error('A chat just made has no owner.');
  return memberJoined({ id: chatId, uri, memberCount: 1 }, owner, presence);
}
