import type { BlockJson } from '../../api/blocks/schemas.ts';
import type { BotJson, KeyedBotJson } from '../../api/bots/schemas.ts';
import type { SeenBroadcastJson, ViewerJson } from '../../api/broadcasts/schemas.ts';
import type { ChatJson, ChatPreviewJson, DisappearingJson, MemberChatJson } from '../../api/chats/schemas.ts';
import type { PersonJson } from '../../api/directs/schemas.ts';
import type { EventPageJson, PollAdvice, PresenceJson } from '../../api/feed/schemas.ts';
import type { MessagePageJson, ReadMarkerJson, SeenByJson } from '../../api/history/schemas.ts';
import type { AttemptJson, HookJson, HookWithSecretJson } from '../../api/hooks/schemas.ts';
import type { InviteJson } from '../../api/invites/schemas.ts';
import type {
  ArchiveJson,
  FormerMemberJson,
  MemberJson,
  NotifyLevelJson,
  UnreadMarkJson,
} from '../../api/members/schemas.ts';
import type { MessageJson, QuoteJson, SeenJson } from '../../api/messages/schemas.ts';
import type { MoodJson } from '../../api/moods/schemas.ts';
import type { PushStateJson } from '../../api/push/schemas.ts';
import type { OwnReportJson, ReportStateJson, StaffReportJson } from '../../api/reports/schemas.ts';
import type { StaffPersonJson, StaffSessionJson } from '../../api/staff/schemas.ts';
import type { OwnProfileJson, UserJson } from '../../api/users/schemas.ts';

/**
 * What the API sends, in the server's own declarations: a change there that this page does not follow fails to
 * compile. The names stay those of the wire, so that an object can be compared with what curl shows.
 */
export type User = UserJson;
/** Oneself, with what nobody else may see. */
export type Profile = OwnProfileJson;
export type Message = MessageJson;
/** What a message shows of the one that it answers. */
export type Quote = QuoteJson;
/** Who has read a message. */
export type Readers = SeenByJson;
/** A message that one has reported. */
export type OwnReport = OwnReportJson;
/** The same as staff see it. */
export type Report = StaffReportJson;
export type SeenBroadcast = SeenBroadcastJson;
export type Viewer = ViewerJson;
export type StaffPerson = StaffPersonJson;
export type StaffSession = StaffSessionJson;
export type Member = MemberJson;
export type Invite = InviteJson;
export type Bot = BotJson;
/** With the key that it was just given. */
export type KeyedBot = KeyedBotJson;
export type Hook = HookJson;
/** With the secret that it was just given. */
export type HookWithSecret = HookWithSecretJson;
export type HookAttempt = AttemptJson;
export type Mood = MoodJson;

/** One page of a list. */
export interface ListPage<Item> {
  /** On all pages together. */
  count: number;
  /** The next page's address, or null. */
  next: string | null;
  results: readonly Item[];
}

/** What someone outside may know of a chat before joining. */
export type Preview = ChatPreviewJson;

export type Block = BlockJson;

export type PushState = PushStateJson;

/** Someone in the directory of people. */
export type Person = PersonJson;

/** A chat that is open to everyone, as the list of them shows it. */
export type Room = ChatJson;

/** One of my chats, as the list of them shows it. */
export type Chat = Omit<MemberChatJson, 'last_message'> & {
  last_message: Message | null;
  /** Of a private chat that was opened: the newest message that the other one has read, where that is told. */
  seen_message_id?: number | undefined;
};

/** A chat from inside, the owner first among its members; of a very large one only the first of them. */
export type OpenChat = Omit<Chat, 'is_member'> & { is_member: true; members: readonly Member[] };

export interface Session {
  token: string;
  user: User;
  /** When the token stops working, if nothing takes its place. */
  expires_at?: string | undefined;
}

/** A piece of a history, oldest first. */
export type MessagePage = Pick<MessagePageJson, 'has_more'> & { messages: readonly Message[] };

export type { PollAdvice };

/** One shape for each of the types, so that a type tells its data. */
type EventOf<Type extends string, Data> = Type extends string
  ? {
      id: string;
      type: Type;
      /** The uri of the chat in which it happened; null: it is about the reader alone. */
      chat: string | null;
      at: string;
      data: Data;
    }
  : never;

/** What can happen (contract, section 5). `data` is what the matching resource shows from then on. */
export type FeedEvent =
  | EventOf<'message.created' | 'message.updated' | 'message.deleted', Message>
  | EventOf<'message.pinned' | 'message.unpinned', Message>
  | EventOf<'reaction.added' | 'reaction.removed', Message>
  | EventOf<'member.joined', Member & { member_count: number }>
  | EventOf<'member.left', FormerMemberJson>
  | EventOf<'member.updated', Member>
  | EventOf<'chat.created', Chat>
  | EventOf<'chat.updated' | 'chat.deleted', ChatJson>
  | EventOf<'read.updated', ReadMarkerJson>
  | EventOf<'notify.updated', NotifyLevelJson>
  | EventOf<'archived.updated', ArchiveJson>
  | EventOf<'unread.updated', UnreadMarkJson>
  | EventOf<'seen.updated', SeenJson>
  | EventOf<'disappear.updated', DisappearingJson>
  | EventOf<'user.updated', User>
  | EventOf<'broadcast.created', Message>
  | EventOf<'report.updated', ReportStateJson>;

/** Who is there and who types, by username: how it is now, and no part of the log. */
export type Presence = PresenceJson;

/** What a poll is answered with. */
export type FeedPage = Omit<EventPageJson, 'events'> & { events: readonly FeedEvent[] };

/** Field name to the server's sentences about it. */
export type FieldErrors = Record<string, readonly string[]>;
