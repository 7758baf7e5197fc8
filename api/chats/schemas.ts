import { z } from 'zod';
import { namedUser, type UserJson } from '../accounts/schemas.ts';
import { boolean, choice, integer, optional, secret, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';
import { maxNamedLength } from '../members/named-members.ts';

export const roles = ['owner', 'moderator', 'member'] as const;
export type Role = (typeof roles)[number];

export const joinPolicies = ['link', 'invite', 'closed'] as const;
export type JoinPolicy = (typeof joinPolicies)[number];

export const kinds = ['session', 'direct', 'public'] as const;
export type Kind = (typeof kinds)[number];

/** `named`: only those whom a text that begins with it names, as the whisper of someone who writes to `@name` does. */
export const listMembers = pageQuery.extend({ named: optional(text({ maxLength: maxNamedLength })) });

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

export const changeRole = z.object({ role: choice(roles) });

const yearS = 366 * 86_400;

export const makeInvite = z.object({
  /** Seconds from now. */
  expires_in: optional(integer({ min: 1, max: 10 * yearS })).nullable(),
  max_uses: optional(integer({ min: 1, max: 1_000_000 })).nullable(),
  note: optional(text({ maxLength: 200, blank: true })),
});

export interface InviteJson {
  /** To withdraw it by; it lets nobody in. */
  id: string;
  /** Null, with the two below, where nobody knows it any more but those who have it: after the secret was changed. */
  code: string | null;
  url: string | null;
  /** An SVG picture of the URL; null also where PUBLIC_URL is not set, and `url` a path. */
  qr: string | null;
  note: string;
  expires_at: string | null;
  max_uses: number | null;
  uses: number;
  created_at: string;
}

export const listChats = z.object({ kind: optional(choice(kinds)) });

export const removeMember = z.object({ ban: optional(boolean()) });

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
  /** Messages of others behind the own read marker; what was deleted is not among them. */
  unread: number;
  /** Where that marker stands. */
  read_message_id: number;
  /** The event of this chat up to which `unread` has counted: what the log tells after it is still to be counted. */
  as_of: string;
  last_message: unknown;
  /** In a private chat: whom one has it with. Other chats don't have this. */
  partner?: UserJson;
}

export interface MemberJson extends UserJson {
  role: Role;
  joined_at: string;
  online: boolean;
  last_seen: string | null;
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
