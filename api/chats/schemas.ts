import { z } from 'zod';
import { boolean, choice, integer, optional, orNull, secret, text } from '../http/input/fields.ts';
import { count, id, named, namedOrNull, time } from '../http/schema/answer-fields.ts';
import { isDeceptive, isInvisible } from '../users/names.ts';
import { namedUser, user } from '../users/schemas.ts';

/** Of people. */
export const roles = ['owner', 'moderator', 'member'] as const;
export type Role = (typeof roles)[number];

/** Of whoever is in a chat. */
export const allRoles = [...roles, 'bot'] as const;
export type AnyRole = (typeof allRoles)[number];

export const joinPolicies = ['link', 'invite', 'closed'] as const;
export type JoinPolicy = (typeof joinPolicies)[number];

export const kinds = ['session', 'direct', 'public'] as const;
export type Kind = (typeof kinds)[number];

/** What of a chat draws a member's attention: all that is said, what names them, or nothing. */
export const levels = ['all', 'mentions', 'none'] as const;
export type Level = (typeof levels)[number];

/** The newest message of a chat that one might see when one archived it. */
export const archivedAfter = count().nullable().meta({
  description:
    'Null: not archived; else the newest message that one might see when one archived it, 0 where there was none. With `notify` at `all` a later message of others brings it back, without an event of its own.',
  example: null,
});

const name = text({ maxLength: 100, blank: true });

/** A line, and on most screens no more than three. Strangers read it, so it is held as names are; one that shows nothing is none. */
const topic = text({ maxLength: 250, blank: true })
  .transform((line) => line.replace(/\s+/g, ' '))
  .refine((line) => !isDeceptive(line), 'Enter a topic without control characters.')
  .transform((line) => (isInvisible(line) ? null : line));

/** An hour to a month of 31 days. */
const disappearAfter = integer({ min: 3600, max: 31 * 24 * 3600 }).meta({
  description: 'In how many seconds what is said from then on disappears; null: it stays.',
  example: 86_400,
});

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
    topic: optional(topic),
    join_policy: optional(choice(joinPolicies)),
    disappear_after: optional(orNull(disappearAfter)),
    public: optional(boolean()),
    slug: optional(slug),
  })
  .refine((body) => body.slug === undefined || body.public, {
    path: ['slug'],
    message: 'Only a public chat may have a name as its address.',
  })
  .meta({ id: 'StartChat', example: { name: 'Supper' } });

/** Joining and changing share one URL; `{}` is a join. */
export const patchChat = z
  .object({
    username: optional(namedUser),
    invite: optional(secret({ maxLength: 64 })),
    name: optional(name),
    topic: optional(topic),
    join_policy: optional(choice(joinPolicies)),
    disappear_after: optional(orNull(disappearAfter)),
  })
  .meta({
    id: 'PatchChat',
    description: 'Joining or changing, one of the two.',
    example: { username: 'bob' },
  });

export const listChats = z.object({
  kind: optional(choice(kinds)),
  archived: optional(boolean().meta({ description: 'Those alone that one has archived, or has not.' })),
});

const uri = z.string().meta({ example: 'kSPlGGSJVDvW9scCCdGEWA' });

const shownTopic = z
  .string()
  .nullable()
  .meta({ description: 'What it is about; null: nobody has said.', example: 'Who cooks what' });

export const chat = z
  .object({
    id: id(),
    uri,
    name: z.string().meta({ example: 'Supper' }),
    topic: shownTopic,
    kind: z.enum(kinds),
    join_policy: z.enum(joinPolicies),
    disappear_after: count().nullable().meta({
      description: 'In how many seconds what is said from now on disappears; null: it stays.',
      example: null,
    }),
    public: z.boolean().meta({ example: false }),
    owner: user.nullable().meta({ description: 'Null where there is none: in the lobby.' }),
    member_count: count(),
    is_member: z.boolean().meta({ example: true }),
    created_at: time(),
  })
  .meta({ id: 'Chat', description: 'A chat as everyone in it sees it.' });
export type ChatJson = z.infer<typeof chat>;

export const memberChat = chat
  .extend({
    role: z.enum(allRoles).meta({ example: 'member' }),
    as_staff: z.boolean().meta({
      description: "One moderates here as staff, whatever one's role: in public chats.",
      example: false,
    }),
    unread: count().meta({
      description:
        'Messages of others behind the own read marker, 10,000 if as many or more; what was deleted is not among them.',
      example: 0,
    }),
    unread_mentions: z.array(id()).meta({
      description:
        'Those of them that call one by name, oldest first: the newest hundred. Not those of people whom one had blocked.',
      example: [],
    }),
    pinned: z
      .array(id())
      .meta({ description: 'The ids of its pinned messages, the newest pin first.', example: [] }),
    notify: z.enum(levels).meta({
      description: "What of the chat is to draw one's attention; nobody else is told.",
      example: 'all',
    }),
    archived_after: archivedAfter,
    marked_unread: z.boolean().meta({
      description: 'One has marked it as unread, though all of it may be read; reading takes the mark away.',
      example: false,
    }),
    read_message_id: count().meta({ description: 'Where that marker stands.', example: 7 }),
    as_of: z.string().meta({
      description:
        'The event of this chat up to which `unread` has counted: what the log tells after it is still to be counted.',
      example: '12',
    }),
    last_message: namedOrNull('Message'),
    partner: user
      .optional()
      .meta({ description: "In a private chat: whom one has it with. Other chats don't have this." }),
  })
  .meta({
    id: 'MemberChat',
    description: 'What a member also sees: the own role, and what happened since the own read marker.',
  });
export type MemberChatJson = z.infer<typeof memberChat>;

/** The first 200, the owner first. */
const members = z
  .array(named('Member'))
  .meta({ description: 'The first 200, the owner first.', example: [] });

export const openChat = memberChat
  .extend({
    members,
    seen_message_id: id()
      .optional()
      .meta({
        description:
          'In a private chat: the newest message that the other one has read, also when that has disappeared. Absent where there is none since they came, or where ' +
          'one of the two keeps it to themselves or has blocked the other.',
        example: 7,
      }),
  })
  .meta({ id: 'OpenChat', description: 'A chat from inside, on its own URL.' });

export const startedChat = memberChat
  .extend({ status: z.literal('SUCCESS'), message: z.literal('New chat session created') })
  .meta({ id: 'StartedChat' });

export const joined = z
  .object({
    status: z.literal('SUCCESS'),
    uri,
    members,
    message: z.string().meta({ example: 'bob joined the chat' }),
    user,
  })
  .meta({ id: 'Joined', description: 'What whoever joins, or adds someone, is answered.' });

export const disappearing = chat.pick({ disappear_after: true }).extend({ by: user }).meta({
  id: 'Disappearing',
  description: 'Who has set the time after which messages disappear, and to what.',
});
export type DisappearingJson = z.infer<typeof disappearing>;

export const chatPreview = z
  .object({
    uri,
    name: z.string().meta({ example: 'Supper' }),
    topic: shownTopic,
    kind: z.enum(kinds),
    owner: user.nullable(),
    member_count: count(),
    join_policy: z.enum(joinPolicies),
    is_member: z.literal(false),
  })
  .meta({ id: 'ChatPreview', description: 'What someone outside may know of a chat before joining.' });
export type ChatPreviewJson = z.infer<typeof chatPreview>;
