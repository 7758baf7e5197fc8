import type { Member, OpenChat } from '../../../net/wire.ts';

type Role = Member['role'];

export interface MemberRights {
  /** Make a moderator of a member, or the other way round, or hand the chat over. */
  changeRole: boolean;
  /** For now or for good. */
  remove: boolean;
}

/**
 * What one may do to another member, by one's role in the chat, or as staff: the contract's section 3, as the server has it too. A
 * private chat is equally of both.
 */
export function rightsOver(
  { kind, role, as_staff }: Pick<OpenChat, 'kind' | 'role' | 'as_staff'>,
  other: Role,
): MemberRights {
  if (kind === 'direct') return { changeRole: false, remove: false };
  const isOwner = role === 'owner';
  return { changeRole: isOwner, remove: isOwner || as_staff || (role === 'moderator' && other === 'member') };
}
