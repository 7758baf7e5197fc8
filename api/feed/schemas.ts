import { z } from 'zod';
import { bot } from '../bots/schemas.ts';
import { chat, disappearing, memberChat } from '../chats/schemas.ts';
import { readMarker } from '../history/schemas.ts';
import { hookState } from '../hooks/schemas.ts';
import { optional, text } from '../http/input/fields.ts';
import { positive } from '../http/pagination.ts';
import { count, cursor, time } from '../http/schema/answer-fields.ts';
import { archive, countedMember, formerMember, member, notifyLevel, unreadMark } from '../members/schemas.ts';
import { message, seen } from '../messages/schemas.ts';
import { reportState } from '../reports/schemas.ts';
import { profile, user } from '../users/schemas.ts';

export const defaultLimit = 200;
export const maxLimit = 500;
/** Below the 60 s after which many proxies give up on a silent response. */
export const maxWaitS = 55;

const seconds = text({ maxLength: 100 })
  .refine((digits) => /^\d+$/.test(digits), 'A valid integer is required.')
  .transform((digits) => Math.min(Number(digits), maxWaitS))
  .meta({
    type: 'integer',
    minimum: 0,
    minLength: undefined,
    maxLength: undefined,
    description: `Seconds; more than ${maxWaitS} is lowered to it.`,
    example: 25,
  });

export const pollQuery = z.object({
  cursor: optional(
    text({ maxLength: 300, blank: true }).meta({
      description: 'Without it: no events, but where to begin.',
      example: '1tf2mw0.c.0',
    }),
  ),
  wait: optional(seconds),
  limit: optional(positive(maxLimit)),
  client: optional(
    text({ maxLength: 64 }).meta({ description: "A tab's id; its newer poll ends the older one." }),
  ),
});

/** One shape for each kind of event, so that a type tells its data. */
const eventOf = <const Types extends readonly [string, ...string[]], Data extends z.ZodType>(
  types: Types,
  data: Data,
) =>
  z.object({
    id: z.string().meta({ example: '12' }),
    type: z.enum(types),
    chat: z.string().nullable().meta({
      description: 'The uri of the chat in which it happened; null: it is about the reader alone.',
      example: 'kSPlGGSJVDvW9scCCdGEWA',
    }),
    at: time(),
    data,
  });

const ofMessage = ['message.created', 'message.updated', 'message.deleted'] as const;
const ofPin = ['message.pinned', 'message.unpinned'] as const;
const ofReaction = ['reaction.added', 'reaction.removed'] as const;

export const event = z
  .union([
    eventOf([...ofMessage, ...ofPin, ...ofReaction, 'broadcast.created'], message),
    eventOf(['member.joined'], countedMember),
    eventOf(['member.left'], formerMember),
    eventOf(['member.updated'], member),
    eventOf(['chat.created'], memberChat),
    eventOf(['chat.updated', 'chat.deleted'], chat),
    eventOf(['read.updated'], readMarker),
    eventOf(['notify.updated'], notifyLevel),
    eventOf(['archived.updated'], archive),
    eventOf(['unread.updated'], unreadMark),
    eventOf(['seen.updated'], seen),
    eventOf(['disappear.updated'], disappearing),
    eventOf(['user.updated'], z.union([user, profile])),
    eventOf(['report.updated'], reportState),
    eventOf(['bot.created', 'bot.updated', 'bot.deleted'], bot),
    eventOf(['hook.updated'], hookState),
  ])
  .meta({
    id: 'Event',
    description: 'What happened. `data` is what the matching resource shows from then on.',
  });
export type EventJson = z.infer<typeof event>;

export const presence = z
  .object({
    online: z
      .array(z.string())
      .meta({ description: 'A hundred names at most; the count is exact.', example: ['alice'] }),
    online_count: count(),
    typing: z.array(z.string()).meta({ example: [] }),
  })
  .meta({ id: 'Presence', description: 'Who is there and who types, by username: how it is now.' });
export type PresenceJson = z.infer<typeof presence>;

export const pollAdvice = z
  .object({
    mode: z.enum(['long', 'interval']),
    wait: z.number().meta({ example: 25 }),
    interval: z.number().meta({ example: 3 }),
    retry: z.number().meta({ description: 'To wait before the next call.', example: 0 }),
  })
  .meta({ id: 'PollAdvice', description: 'How a client is advised to go on; times in seconds.' });
export type PollAdvice = z.infer<typeof pollAdvice>;

export const eventPage = z
  .object({
    cursor: cursor(),
    events: z.array(event).meta({ description: 'Oldest first.' }),
    has_more: z
      .boolean()
      .meta({ description: 'There are more: go on from the cursor at once.', example: false }),
    state: z
      .record(z.string(), presence)
      .meta({ description: 'By chat uri; only what changed since the cursor.' }),
    poll: pollAdvice,
  })
  .meta({ id: 'EventPage', description: 'What a poll is answered with.' });
export type EventPageJson = z.infer<typeof eventPage>;
