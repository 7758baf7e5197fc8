import type { Knex } from 'knex';
import { endChats } from '../chats/ending/end-chats.ts';
import { findFormerUris } from '../chats/former-uris.ts';
import { chatUpdated } from '../chats/present.ts';
import { type Chat, findChats } from '../chats/queries.ts';
import { lobbyUri } from '../chats/uri.ts';
import type { NewEvent } from '../log/event.ts';
import type { Append } from '../log/journal.ts';
import type { Services } from '../services.ts';
import { presentUser } from '../users/present.ts';
import type { User } from '../users/queries.ts';
import { memberUpdated, presentMember } from './present.ts';
import {
  deleteMemberships,
  findMemberships,
  findSuccessors,
  listMemberships,
  type Member,
  updateRoles,
} from './queries.ts';
import type { FormerMemberJson } from './schemas.ts';

interface Leaving {
  trx: Knex.Transaction;
  append: Append;
  userId: number;
  /** Absent: every chat this person is in. */
  chatIds?: readonly number[];
  /** Who took them out, null for whoever runs the server. Absent: they leave by themselves. */
  removedBy?: User | null;
}

/**
 * Takes a person out of chats. What they own goes to the longest-standing moderator, else member; the last one out closes
 * the chat. Everyone concerned learns of it, the leaver's other devices too. A fixed number of statements for any number of chats.
 */
export async function leaveChats(
  { presence, clock, endKeeping }: Pick<Services, 'presence' | 'clock' | 'endKeeping'>,
  { trx, append, userId, chatIds, removedBy }: Leaving,
): Promise<void> {
  const left = await listMemberships(trx, userId, chatIds);
  const leftIds = left.map((member) => member.chatId);
  const ownedIds = left.filter((member) => member.role === 'owner').map((member) => member.chatId);
  const successors = await findSuccessors(trx, ownedIds, userId);
  await deleteMemberships(trx, userId, leftIds);
  await updateRoles(trx, [...successors], 'owner');
  const newOwners = await findMemberships(trx, [...successors]);
  const chats = await findChats(trx, leftIds);
  const byId = new Map(chats.map((chat) => [chat.id, chat]));
  const former = await findFormerUris(trx, leftIds);
  const emptied = chats.filter((chat) => chat.memberCount === 0 && chat.uri !== lobbyUri);
  const removal = removedBy === undefined ? {} : { removed_by: removedBy && presentUser(removedBy) };
  await append([
    ...left.flatMap((member) => {
      const chat = byId.get(member.chatId);
      return chat
        ? departure({ ...presentMember(member, presence), ...removal }, chat, former.get(chat.id) ?? [])
        : [];
    }),
    ...newOwners.flatMap((owner) => takeover(owner, byId.get(owner.chatId), presence)),
  ]);
  const emptiedIds = new Set(emptied.map(({ id }) => id));
  const kept = left.filter(({ role, chatId }) => role !== 'member' && !emptiedIds.has(chatId));
  await endKeeping({ trx, append, userId, chatIds: kept.map(({ chatId }) => chatId) });
  await endChats({ trx, append, nowMs: clock.now() }, emptied);
}

/**
 * Tells the chat, and the leaver, who is no longer in it to be told with the others, nor of a link that was changed: so under each address
 * that they may know it by.
 */
function departure(
  member: Omit<FormerMemberJson, 'member_count'>,
  chat: Chat,
  formerUris: readonly string[],
): NewEvent[] {
  const data = { ...member, member_count: chat.memberCount };
  const left = { type: 'member.left', data } as const;
  const scope = { userId: member.id };
  return [
    { ...left, chatUri: chat.uri, scope: { chatId: chat.id } },
    ...[...formerUris, chat.uri].map((chatUri) => ({ ...left, chatUri, scope })),
  ];
}

function takeover(owner: Member, chat: Chat | undefined, presence: Services['presence']): NewEvent[] {
  return chat ? [memberUpdated(chat, owner, presence), chatUpdated(chat)] : [];
}
