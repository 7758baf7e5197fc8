import type { Member } from '../../wire.ts';

type Role = Member['role'];

export interface MemberRights {
  /** Make a moderator of a member, or the other way round, or hand the chat over. */
  changeRole: boolean;
  /** For now or for good. */
  remove: boolean;
}

/** What someone of this role may do to another member: the contract's section 3, as the server has it too. */
export function rightsOver(role: Role, other: Role): MemberRights {
  const isOwner = role === 'owner';
  return { changeRole: isOwner, remove: isOwner || (role === 'moderator' && other === 'member') };
}

/** Whether this role makes invites and lifts bans. */
export function runsChat(role: Role): boolean {
  return role !== 'member';
}
