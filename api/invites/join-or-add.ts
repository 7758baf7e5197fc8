import { requireModerator, requireNotDirect } from '../chats/access.ts';
import type { Who } from '../chats/members.ts';
import type { FoundChat } from '../chats/queries.ts';
import { ValidationError } from '../http/errors.ts';
import type { Principal } from '../http/route.ts';
import { joinChat } from '../members/join-chat.ts';
import { showJoined } from '../members/show-joined.ts';
import type { Services } from '../services.ts';
import { findPersonByName } from '../users/find-by-name.ts';
import { nameKey } from '../users/names.ts';
import { acceptInvite } from './accept-invite.ts';

/** Whom a PATCH of a chat names: oneself, or someone else to be added, which owner and moderators may do. */
export async function joinOrAdd(
  services: Pick<Services, 'db' | 'log' | 'clock' | 'activity' | 'presence'>,
  chat: FoundChat,
  me: Principal,
  { username, invite }: Who,
) {
  const isMyself = username === undefined || nameKey(username) === nameKey(me.username);
  if (isMyself) {
    if (invite !== undefined)
      await acceptInvite(services, { code: invite, chatId: chat.id, userId: me.userId });
    else if (chat.role === null) await joinChat(services, chat.id, me.userId, 'by link');
    return showJoined(services, chat, me.userId);
  }
  requireModerator(chat);
  requireNotDirect(chat);
  const joiner = await findPersonByName(services.db.read, username);
  if (!joiner) throw new ValidationError({ username: [`Object with username=${username} does not exist.`] });
  await joinChat(services, chat.id, joiner.id, { addedById: me.userId });
  return showJoined(services, chat, joiner.id);
}
