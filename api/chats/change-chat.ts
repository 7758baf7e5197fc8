import type { Knex } from 'knex';
import { requireNotBlocked } from '../blocks/refuse-blocked.ts';
import { Conflict, NotFound } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import { requireMayChange, requireOwner } from './access.ts';
import { partnerIn } from './direct-partners.ts';
import { closeChat } from './ending/end-chats.ts';
import { keepFormerUri } from './former-uris.ts';
import { chatUpdated, disappearUpdated } from './present.ts';
import { type Chat, findChats, updateChat, updateUri } from './queries.ts';
import type { JoinPolicy } from './schemas.ts';
import { isRandomUri, lobbyUri, newUri } from './uri.ts';

interface Change {
  name?: string;
  topic?: string | null;
  joinPolicy?: JoinPolicy;
  /** Seconds, or null. */
  disappearAfter?: number | null;
}

/**
 * A new name, topic or join policy, another time after which messages disappear, by who may (access.ts). Resolves with the chat as it is
 * then. What was said before keeps the time that it had. Throws PermissionDenied in a private chat with a block in between.
 */
export function changeChat(
  { log }: Pick<Services, 'log'>,
  chatId: number,
  userId: number,
  change: Change,
): Promise<Chat> {
  return log.write(async (trx, append) => {
    const [before] = await findChats(trx, [chatId], userId);
    const isTimeAlone = Object.keys(change).every((field) => field === 'disappearAfter');
    const mine = requireMayChange(before ?? null, { isTimeAlone });
    const after = { ...mine, ...change };
    // Asked again after a lost answer, or saved unchanged: no news to anyone.
    if (isSame(mine, after)) return mine;
    const otherId = partnerIn(mine.directKey, userId);
    // It wakes and tells the other one, as a message would.
    if (otherId !== null) await requireNotBlocked(trx, userId, otherId);
    const isSameTime = after.disappearAfter === mine.disappearAfter;
    await updateChat(trx, chatId, change);
    const [chat] = await findChats(trx, [chatId], userId);
    if (!chat) throw new NotFound();
    const told = isSameTime ? [] : [disappearUpdated(chat, await requireLivingUser(trx, userId))];
    await append([chatUpdated(chat), ...told]);
    return chat;
  });
}

function isSame(one: Required<Change>, other: Required<Change>): boolean {
  const fields = ['name', 'topic', 'joinPolicy', 'disappearAfter'] as const;
  return fields.every((field) => one[field] === other[field]);
}

/**
 * Owner only: a new share uri in place of `uri`. Members learn it under the old one. Throws Conflict for a chat whose address is
 * its name, and NotFound when `uri` is no longer the chat's: of the same request sent twice one has done the work.
 */
export function rotateUri(
  { log }: Pick<Services, 'log'>,
  { id: chatId, uri: oldUri }: Pick<Chat, 'id' | 'uri'>,
  userId: number,
): Promise<string> {
  return log.write(async (trx, append) => {
    const [before] = await findChats(trx, [chatId], userId);
    const chat = requireOwner(before ?? null);
    if (chat.uri !== oldUri) throw new NotFound();
    if (chat.kind === 'public' && !isRandomUri(chat.uri)) {
      throw new Conflict('named_chat', 'The address of a named chat cannot be changed.');
    }
    const uri = newUri();
    await updateUri(trx, chatId, uri);
    await keepFormerUri(trx, chatId, chat.uri);
    await append([{ ...chatUpdated({ ...chat, uri }), chatUri: chat.uri }]);
    return uri;
  });
}

/** Owner only: the chat and everything in it is gone, and each member learns it. */
export function deleteChat(
  { log, clock }: Pick<Services, 'log' | 'clock'>,
  chatId: number,
  userId: number,
): Promise<void> {
  return log.write(async (trx, append) => {
    const [found] = await findChats(trx, [chatId], userId);
    await closeChat({ trx, append, nowMs: clock.now() }, requireOwner(found ?? null));
  });
}

/**
 * The same of any chat, by whoever runs the server or has a right that `requireRight` asks for first. Throws what that throws, and Conflict for the
 * lobby, which always exists.
 */
export function removeChat(
  { log, clock }: Pick<Services, 'log' | 'clock'>,
  chatId: number,
  requireRight?: (trx: Knex) => Promise<void>,
): Promise<void> {
  return log.write(async (trx, append) => {
    await requireRight?.(trx);
    const [chat] = await findChats(trx, [chatId]);
    if (!chat) throw new NotFound();
    if (chat.uri === lobbyUri) throw new Conflict('lobby', 'The lobby always exists.');
    await closeChat({ trx, append, nowMs: clock.now() }, chat);
  });
}
