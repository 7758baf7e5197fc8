import { z } from 'zod';
import { boolean, choice, optional, secret, text } from '../http/input/fields.ts';
import { namedUser, type UserJson } from '../users/schemas.ts';

export const roles = ['owner', 'moderator', 'member'] as const;
export type Role = (typeof roles)[number];

export const joinPolicies = ['link', 'invite', 'closed'] as const;
export type JoinPolicy = (typeof joinPolicies)[number];

export const kinds = ['session', 'direct', 'public'] as const;
export type Kind = (typeof kinds)[number];

const name = text({ maxLength: 100, blank: true });

/** Words that clients or we ourselves put where a uri stands. */
const reservedSlugs = new Set([
  'public',
  'lobby',
  'undefined',
  'null',
  'new',
  'api',
  'auth',
  'join',
  'chats',
  'events',
]);

const slug = text({ maxLength: 64, minLength: 3 })
  .refine(
    (value) => /^[a-z0-9-]+$/.test(value),
    'Enter a valid slug of lower-case letters, digits and hyphens.',
  )
  .refine((value) => !reservedSlugs.has(value), 'This name is reserved.');

export const startChat = z
  .object({
    name: optional(name),
    join_policy: optional(choice(joinPolicies)),
    public: optional(boolean()),
    slug: optional(slug),
  })
  .refine((body) => body.slug === undefined || body.public, {
    path: ['slug'],
    message: 'Only a public chat may have a name as its address.',
  });

/** Joining and changing share one URL; `{}` is a join. */
export const patchChat = z.object({
  username: optional(namedUser),
  invite: optional(secret({ maxLength: 64 })),
  name: optional(name),
  join_policy: optional(choice(joinPolicies)),
});

export const listChats = z.object({ kind: optional(choice(kinds)) });

/** A chat as everyone in it sees it. */
export interface ChatJson {
  id: number;
  uri: string;
  name: string;
  kind: Kind;
  join_policy: JoinPolicy;
  public: boolean;
  owner: UserJson | null;
  member_count: number;
  is_member: boolean;
  created_at: string;
}

/** What a member also sees: the own role, and what happened since the own read marker. */
export interface MemberChatJson extends ChatJson {
  role: Role;
  /** One moderates here as staff, whatever one's role: in public chats. */
  as_staff: boolean;
  /** Messages of others behind the own read marker, 10,000 if as many or more; what was deleted is not among them. */
  unread: number;
  /** Where that marker stands. */
  read_message_id: number;
  /** The event of this chat up to which `unread` has counted: what the log tells after it is still to be counted. */
  as_of: string;
  last_message: unknown;
  /** In a private chat: whom one has it with. Other chats don't have this. */
  partner?: UserJson;
}

export interface ChatPreviewJson {
  uri: string;
  name: string;
  kind: Kind;
  owner: UserJson | null;
  member_count: number;
  join_policy: JoinPolicy;
  is_member: false;
}
