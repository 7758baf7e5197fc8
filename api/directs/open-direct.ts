import type { Knex } from 'knex';
import { requireNotBlocked } from '../blocks/refuse-blocked.ts';
import { directKeyOf, findPartners } from '../chats/direct-partners.ts';
import { presentMemberChat } from '../chats/present.ts';
import { findChats, findDirect, insertChat } from '../chats/queries.ts';
import type { Role } from '../chats/schemas.ts';
import { newUri } from '../chats/uri.ts';
import { ValidationError } from '../http/errors.ts';
import type { NewEvent } from '../log/event.ts';
import type { Joining } from '../members/join-chat.ts';
import { memberJoined } from '../members/present.ts';
import { findMembers, insertMember } from '../members/queries.ts';
import { seenUpdates } from '../messages/receipts/seen-updated.ts';
import type { Services } from '../services.ts';
import { findPersonByName } from '../users/find-by-name.ts';
import { requireLivingUser } from '../users/queries.ts';

/**
 * The one private chat of two people, made at the first call, also when both ask at the same moment. Who had left it is in it
 * again. Throws a ValidationError for nobody and for oneself, PermissionDenied where one of them has blocked the other.
 */
export function openDirect(
  services: Joining,
  userId: number,
  username: string,
): Promise<{ chatId: number; isNew: boolean }> {
  return services.log.write(async (trx, append) => {
    await requireLivingUser(trx, userId);
    const other = await findPersonByName(trx, username);
    if (!other) throw new ValidationError({ username: [`Object with username=${username} does not exist.`] });
    if (other.id === userId) throw new ValidationError({ username: ['This is you.'] });
    const directKey = directKeyOf(userId, other.id);
    const known = await findDirect(trx, directKey);
    const there = known === null ? [] : await findMembers(trx, known, [userId, other.id]);
    // Nothing new to either: one reads there what was said before.
    if (there.length < 2) await requireNotBlocked(trx, userId, other.id);
    const chatId = known ?? (await insertDirect(services, trx, directKey));
    const joined: number[] = [];
    const role = known === null ? 'owner' : 'member';
    if (await admit(services, trx, { chatId, userId, role })) joined.push(userId);
    if (await admit(services, trx, { chatId, userId: other.id, role: 'member' })) joined.push(other.id);
    await append(await joinEvents(services, trx, chatId, joined));
    // Who comes back finds up to where the other had read meanwhile.
    if (joined.length > 0 && known !== null) await append(await seenUpdates(trx, userId, other.id));
    return { chatId, isNew: known === null };
  });
}

async function insertDirect(
  { clock }: Pick<Services, 'clock'>,
  trx: Knex.Transaction,
  directKey: string,
): Promise<number> {
  const chat = {
    uri: newUri(),
    name: '',
    kind: 'direct',
    joinPolicy: 'closed',
    createdAt: clock.now(),
    directKey,
  } as const;
  const id = await insertChat(trx, chat);
  if (id === null) throw new Error('A private chat was made twice within the only writer.');
  return id;
}

async function admit(
  { clock, activity }: Pick<Services, 'clock' | 'activity'>,
  trx: Knex.Transaction,
  member: { chatId: number; userId: number; role: Role },
): Promise<boolean> {
  const readMessageId = await activity.newestMessageId(trx, member);
  return insertMember(trx, { ...member, joinedAt: clock.now(), readMessageId });
}

/** The chat to each who is new in it, and each who is new to the chat. */
async function joinEvents(
  services: Joining,
  trx: Knex.Transaction,
  chatId: number,
  joined: number[],
): Promise<NewEvent[]> {
  const [chat] = await findChats(trx, [chatId]);
  if (!chat || joined.length === 0) return [];
  const members = await findMembers(trx, chatId, joined);
  const created: NewEvent[] = [];
  // One or two: whoever comes back to an old talk finds its last message.
  for (const member of members) {
    const summaries = await services.activity.summaries(trx, [chatId], member.id);
    const partners = await findPartners(trx, [chat], member.id);
    const data = presentMemberChat(chat, member.role, summaries.get(chatId), partners.get(chatId));
    created.push({ type: 'chat.created', scope: { userId: member.id }, chatUri: chat.uri, data });
  }
  // First the chat to both, then who is in it: nobody meets a member of a chat they don't know yet.
  return [...created, ...members.map((member) => memberJoined(chat, member, services.presence))];
}
