/**
 * What goes over the wire, as the contract names it (api/README.md sections 2 to 4). Written down here once more, and not
 * imported from api/, so that a change of the server's own types cannot quietly change what its tests expect.
 */
export interface User {
  id: number;
  username: string;
  first_name: string;
  last_name: string;
  display_name: string;
  avatar: number;
  is_guest: boolean;
  is_bot: boolean;
}

export interface Profile extends User {
  email: string;
}

export interface OwnProfile extends Profile {
  email_confirmed: boolean;
  is_staff: boolean;
  read_receipts: boolean;
}

export interface LogIn {
  token: string;
  expires_at: string;
  user: User;
}

export interface Member extends User {
  role: 'owner' | 'moderator' | 'member';
  joined_at: string;
  online: boolean;
  last_seen: string | null;
}

export interface Image {
  url: string;
  thumbnail_url: string;
  width: number;
  height: number;
  bytes: number;
}

export interface Reaction {
  emoji: string;
  count: number;
  users: User[];
}

export interface Quote {
  id: number;
  user: User;
  excerpt: string;
  image: boolean;
  expires_at: string | null;
  deleted: boolean;
}

export interface Message {
  id: number;
  uri: string;
  message: string | null;
  user: User;
  to: User | null;
  reply_to: Quote | null;
  mentions: User[];
  sentiment: { polarity: number };
  image: Image | null;
  images: Image[];
  reactions: Reaction[];
  client_id: string | null;
  created_at: string;
  edited_at: string | null;
  pinned: { user: User; at: string } | null;
  expires_at: string | null;
  deleted: boolean;
}

export interface Sent extends Message {
  status: string;
  cursor: string;
}

export interface History {
  id: number;
  uri: string;
  messages: Message[];
  cursor: string;
  has_more: boolean;
  has_newer?: boolean;
}

export interface FoundEverywhere {
  messages: Message[];
  has_more: boolean;
}

interface MoodOf {
  average: number | null;
  count: number;
}

export interface Mood extends MoodOf {
  series: (MoodOf & { from: string; to: string })[];
  members: (MoodOf & { user: User })[];
}

export interface Chat {
  id: number;
  uri: string;
  name: string | null;
  topic: string | null;
  kind: string;
  join_policy: string;
  disappear_after: number | null;
  public: boolean;
  owner: User;
  member_count: number;
  is_member: boolean;
  created_at: string;
  role: string;
  as_staff: boolean;
  unread: number;
  unread_mentions: number[];
  pinned: number[];
  notify: 'all' | 'mentions' | 'none';
  archived_after: number | null;
  marked_unread: boolean;
  read_message_id: number;
  as_of: string;
  last_message: Message | null;
  partner?: User;
  members: Member[];
  seen_message_id?: number;
}

export interface Joined {
  status: string;
  members: User[];
  message: string;
  user: User;
}

export interface Invite {
  id: string;
  code: string;
  url: string;
  qr: string;
  note: string;
  expires_at: string | null;
  max_uses: number | null;
  uses: number;
  created_at: string;
}

export interface Block {
  user: User;
  created_at: string;
}

export interface OwnReport {
  id: number;
  message_id: number;
  user: User;
  reason: string;
  words: string;
  created_at: string;
  outcome: string | null;
  answer: string;
  resolved_at: string | null;
}

export interface Report extends Omit<OwnReport, 'message_id'> {
  reporter: User;
  message: Pick<Message, 'id' | 'message' | 'to' | 'images' | 'created_at' | 'edited_at' | 'deleted'> | null;
  chat: { name: string; kind: string; uri: string | null };
  resolved_by: User | null;
}

export interface StaffPerson extends User {
  is_staff: boolean;
  disabled: boolean;
  created_at: string;
  last_seen: string | null;
}

export interface StaffSession {
  id: number;
  name: string;
  kind: string;
  uri: string | null;
  member_count: number;
  message_count: number;
  active_at: string;
}

export interface SeenBroadcast {
  message: Message;
  seen: number;
}

export interface Viewer {
  user: User;
  seen_at: string;
}

export interface Page<Item> {
  count: number;
  next: string | null;
  previous: string | null;
  results: Item[];
}

/** A refusal that belongs to no field. */
export interface Refusal {
  detail: string;
  code: string;
}

/** Field name to sentences. */
export type FieldErrors = Record<string, string[]>;

/** ISO 8601, UTC, with milliseconds. */
export const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
