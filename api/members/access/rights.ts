import type { FoundChat } from '../../chats/queries.ts';
import type { Role } from '../../chats/schemas.ts';
import { PermissionDenied } from '../../http/errors.ts';

/** Who may come in, and who may send whom away: pure, over rows already loaded. The rest of the rules is in chats/access.ts. */

/** For whoever comes with the link alone. */
export function requireMayJoin(chat: FoundChat): void {
  if (chat.isBanned) throw new PermissionDenied('banned', 'You are banned from this chat.');
  if (chat.joinPolicy === 'invite')
    throw new PermissionDenied('invite_only', 'This chat can be joined by invite only.');
  if (chat.joinPolicy === 'closed')
    throw new PermissionDenied('closed', 'This chat is closed to new members.');
}

/** Owner and staff remove anyone; a moderator removes members only, and bans who is not there (null). */
export function requireMayRemove({ role, asStaff }: FoundChat, target: Role | null): void {
  if (role === 'owner' || asStaff) return;
  if (role === 'moderator' && (target === 'member' || target === null)) return;
  throw new PermissionDenied('not_allowed_to_remove', 'You may not remove this member.');
}
