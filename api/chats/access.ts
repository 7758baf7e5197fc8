import { NotFound, PermissionDenied } from '../http/errors.ts';
import type { FoundChat } from './queries.ts';
import type { AnyRole } from './schemas.ts';

/** Who may do what in a chat: pure, over rows already loaded. Each rule throws what the contract says. */
export type JoinedChat = FoundChat & { role: AnyRole };

/** Whoever has a chat's link may know that it exists; of a private chat only the two may. */
export function requireVisible(chat: FoundChat | null): FoundChat {
  if (!chat || (chat.kind === 'direct' && chat.role === null)) throw new NotFound();
  return chat;
}

export function requireMember(found: FoundChat | null): JoinedChat {
  const chat = requireVisible(found);
  if (!isJoined(chat)) throw notAMember();
  return chat;
}

export function notAMember(): PermissionDenied {
  return new PermissionDenied('not_a_member', 'You are not a member of this chat.');
}

export function requireOwner(found: FoundChat | null): JoinedChat {
  const chat = requireMember(found);
  if (chat.role !== 'owner')
    throw new PermissionDenied('not_the_owner', 'Only the owner of this chat may do this.');
  return chat;
}

/** The owner; of a private chat either of its two, and there the time after which messages disappear alone. */
export function requireMayChange(
  found: FoundChat | null,
  { isTimeAlone }: { isTimeAlone: boolean },
): JoinedChat {
  const chat = requireMember(found);
  if (chat.kind === 'direct' && isTimeAlone) return chat;
  requireOwner(chat);
  requireNotDirect(chat);
  return chat;
}

/** Owner and moderators, and in a public chat the staff, in it or not. */
export function requireModerator(found: FoundChat | null): FoundChat {
  const chat = requireMemberOrStaff(found);
  if (!mayModerate(chat)) throw notAModerator();
  return chat;
}

/** Owner and moderators who are in it as such: not staff, who look after public chats without hearing what is said in closed ones. */
export function requireOwnModerator(found: FoundChat | null): FoundChat {
  const chat = requireMemberOrStaff(found);
  if (!isOwnModerator(chat.role)) throw notAModerator();
  return chat;
}

function notAModerator(): PermissionDenied {
  return new PermissionDenied('not_a_moderator', 'Only the owner and moderators of this chat may do this.');
}

/** A private chat stays for its two people: nobody is added, invited, removed or raised, and nothing about it changes. */
export function requireNotDirect(chat: FoundChat): void {
  if (chat.kind === 'direct') throw new PermissionDenied('direct', 'A private chat is for two.');
}

export function requireMemberOrStaff(found: FoundChat | null): FoundChat {
  return found?.asStaff ? found : requireMember(found);
}

export function mayModerate({ role, asStaff }: FoundChat): boolean {
  return asStaff || isOwnModerator(role);
}

function isOwnModerator(role: AnyRole | null): boolean {
  return role === 'owner' || role === 'moderator';
}

function isJoined(chat: FoundChat): chat is JoinedChat {
  return chat.role !== null;
}
