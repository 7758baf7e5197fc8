import type { NewEvent } from '../log/event.ts';
import { presentUser } from '../users/present.ts';
import type { User } from '../users/queries.ts';
import type { UserJson } from '../users/schemas.ts';
import type { ActivitySummary } from './activity.ts';
import type { Chat, FoundChat } from './queries.ts';
import type { AnyRole, ChatJson, ChatPreviewJson, MemberChatJson } from './schemas.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** Tells everyone in it. */
export function chatUpdated(chat: Chat): NewEvent {
  return { type: 'chat.updated', scope: { chatId: chat.id }, chatUri: chat.uri, data: presentChat(chat) };
}

/** Tells everyone in it who has set the time after which messages disappear: a word in the talk, beside the chat's own event. */
export function disappearUpdated(chat: Chat, by: User): NewEvent {
  const data = { disappear_after: chat.disappearAfter, by: presentUser(by) };
  return { type: 'disappear.updated', scope: { chatId: chat.id }, chatUri: chat.uri, data };
}

/** What everyone in a chat sees alike; for its members, so `is_member` is true. */
export function presentChat(chat: Chat): ChatJson {
  return {
    id: chat.id,
    uri: chat.uri,
    name: chat.name,
    topic: chat.topic,
    kind: chat.kind,
    join_policy: chat.joinPolicy,
    disappear_after: chat.disappearAfter,
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
  role: AnyRole,
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
    unread_mentions: [...(activity?.unreadMentions ?? [])],
    pinned: [...(activity?.pinned ?? [])],
    notify: activity?.notify ?? 'all',
    archived_after: activity?.archivedAfter ?? null,
    marked_unread: activity?.isMarkedUnread ?? false,
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
    topic: chat.topic,
    kind: chat.kind,
    owner: chat.owner && presentUser(chat.owner),
    member_count: chat.memberCount,
    join_policy: chat.joinPolicy,
    is_member: false,
  };
}
