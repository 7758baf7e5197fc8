import { z } from 'zod';
import { archivedAfter, disappearing, levels, roles } from '../chats/schemas.ts';
import { boolean, choice, optional, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';
import { count, time } from '../http/schema/answer-fields.ts';
import { user } from '../users/schemas.ts';
import { maxNamedLength } from './named-members.ts';

/** `named`: only those whom a text that begins with it names, as the whisper of someone who writes to `@name` does. */
export const listMembers = pageQuery.extend({ named: optional(text({ maxLength: maxNamedLength })) });

export const changeRole = z
  .object({ role: choice(roles).meta({ example: 'moderator' }) })
  .meta({ id: 'ChangeRole' });

export const setNotifyLevel = z
  .object({ notify: choice(levels).meta({ example: 'mentions' }) })
  .meta({ id: 'SetNotifyLevel' });

export const notifyLevel = z
  .object({ notify: z.enum(levels).meta({ example: 'mentions' }), archived_after: archivedAfter })
  .meta({
    id: 'NotifyLevel',
    description:
      "What of a chat draws one's attention; and its archive, as what was said until then brings it back no more.",
  });
export type NotifyLevelJson = z.infer<typeof notifyLevel>;

export const setArchived = z
  .object({ archived: boolean().meta({ example: true }) })
  .meta({ id: 'SetArchived' });

export const archive = z
  .object({ archived_after: archivedAfter })
  .meta({ id: 'Archive', description: 'Whether one has archived a chat.' });
export type ArchiveJson = z.infer<typeof archive>;

export const setMarkedUnread = z
  .object({ marked_unread: boolean().meta({ example: true }) })
  .meta({ id: 'SetMarkedUnread' });

export const unreadMark = z
  .object({ marked_unread: z.boolean().meta({ example: true }) })
  .meta({ id: 'UnreadMark', description: 'Whether one has marked a chat as unread.' });
export type UnreadMarkJson = z.infer<typeof unreadMark>;

export const removeMember = z.object({ ban: optional(boolean()) });

export const member = user
  .extend({
    role: z.enum(roles),
    joined_at: time(),
    online: z.boolean().meta({ example: true }),
    last_seen: time().nullable(),
  })
  .meta({ id: 'Member', description: 'Someone in a chat.' });
export type MemberJson = z.infer<typeof member>;

/** Carries the new count, so that applying it twice does no harm. */
export const countedMember = member
  .extend({ member_count: count() })
  .meta({ id: 'CountedMember', description: 'Who joined, and how many are in the chat since.' });

export const formerMember = countedMember
  .extend({
    removed_by: user.nullable().optional().meta({
      description: 'Absent where one left by oneself; null: whoever runs the server did it.',
    }),
  })
  .meta({ id: 'FormerMember', description: 'Who left or was removed, and how many are in the chat since.' });
export type FormerMemberJson = z.infer<typeof formerMember>;

const move = { id: z.string().meta({ example: '12' }), chat: z.string(), at: time() };

export const moves = z
  .object({
    events: z.array(
      z.union([
        z.object({ ...move, type: z.literal('member.joined'), data: countedMember }),
        z.object({ ...move, type: z.literal('member.left'), data: formerMember }),
        z.object({ ...move, type: z.literal('disappear.updated'), data: disappearing }),
      ]),
    ),
  })
  .meta({
    id: 'Moves',
    description:
      'Who came and went, and who set after how long messages disappear, oldest first, as the events told it.',
  });
export type MoveJson = z.infer<typeof moves>['events'][number];
