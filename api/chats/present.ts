import type { UserJson } from '../accounts/schemas.ts';
import type { Member } from '../members/queries.ts';
import { presentUser } from '../users/present.ts';
import type { ActivitySummary, PresenceView } from './activity.ts';
import type { Chat, FoundChat } from './queries.ts';
import type { ChatJson, ChatPreviewJson, MemberChatJson, MemberJson, Role } from './schemas.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** What everyone in a chat sees alike; for its members, so `is_member` is true. */
export function presentChat(chat: Chat): ChatJson {
  return {
    id: chat.id,
    uri: chat.uri,
    name: chat.name,
    kind: chat.kind,
    join_policy: chat.joinPolicy,
    public: chat.kind === 'public',
    owner: chat.owner && presentUser(chat.owner),
    member_count: chat.memberCount,
    is_member: true,
    created_at: iso(chat.createdAt),
  };
}

/** The chat as one of its members finds it; a private one with the other of the two (direct-partners.ts). */
export function presentMemberChat(
  chat: FoundChat,
  role: Role,
  activity: ActivitySummary | undefined,
  partner?: UserJson,
): MemberChatJson {
  return {
    ...presentChat(chat),
    role,
    as_staff: chat.asStaff,
    ...presentActivity(activity),
    ...(partner && { partner }),
  };
}

export function presentActivity(activity: ActivitySummary | undefined) {
  return {
    unread: activity?.unread ?? 0,
    read_message_id: activity?.readMessageId ?? 0,
    as_of: String(activity?.asOf ?? 0),
    last_message: activity?.lastMessage ?? null,
  };
}

/** What a link shows before one joins: no messages, no members, no id. */
export function presentPreview(chat: Chat): ChatPreviewJson {
  return {
    uri: chat.uri,
    name: chat.name,
    kind: chat.kind,
    owner: chat.owner && presentUser(chat.owner),
    member_count: chat.memberCount,
    join_policy: chat.joinPolicy,
    is_member: false,
  };
}

export function presentMember(member: Member, presence: PresenceView): MemberJson {
  const lastSeen = presence.lastSeen(member.id) ?? member.seenAt;
  return {
    ...presentUser(member),
    role: member.role,
    joined_at: iso(member.joinedAt),
    online: presence.isOnline(member.id),
    last_seen: lastSeen === null ? null : iso(lastSeen),
  };
}
