import type { Chat } from '../chats/queries.ts';
import type { NewEvent } from '../log/event.ts';
import type { Services } from '../services.ts';
import { presentUser } from '../users/present.ts';
import type { Member } from './queries.ts';
import type { MemberJson } from './schemas.ts';

type Presence = Services['presence'];

export function presentMember(member: Member, presence: Presence): MemberJson {
  const lastSeen = presence.lastSeen(member.id) ?? member.seenAt;
  return {
    ...presentUser(member),
    role: member.role,
    joined_at: iso(member.joinedAt),
    online: presence.isOnline(member.id),
    last_seen: lastSeen === null ? null : iso(lastSeen),
  };
}

/** Carries the new count, so that applying it twice does no harm. */
export function memberJoined(
  chat: Pick<Chat, 'id' | 'uri' | 'memberCount'>,
  member: Member,
  presence: Presence,
): NewEvent {
  const data = { ...presentMember(member, presence), member_count: chat.memberCount };
  return { type: 'member.joined', scope: { chatId: chat.id }, chatUri: chat.uri, data };
}

export function memberUpdated(chat: Chat, member: Member, presence: Presence): NewEvent {
  const data = presentMember(member, presence);
  return { type: 'member.updated', scope: { chatId: chat.id }, chatUri: chat.uri, data };
}

const iso = (ms: number): string => new Date(ms).toISOString();
