import { z } from 'zod';
import { integer, optional, text } from '../http/input/fields.ts';
import { positive } from '../http/pagination.ts';
import { count, cursor, id } from '../http/schema/answer-fields.ts';
import { message } from '../messages/schemas.ts';
import { user } from '../users/schemas.ts';

export const defaultHistoryLimit = 100;
export const maxHistoryLimit = 200;
export const maxSearchLength = 200;

/** A message's id as a place in the history; beyond every real id is simply the end. */
const place = text({ maxLength: 100 })
  .refine((digits) => /^\d+$/.test(digits), 'A valid integer is required.')
  .transform((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER))
  .meta({
    type: 'integer',
    minimum: 0,
    minLength: undefined,
    maxLength: undefined,
    description: "A message's id.",
  });

const timeForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** A time or a day (from its midnight in UTC on), as Unix milliseconds. */
const moment = text({ maxLength: 100 })
  .refine((value) => timeForm.test(value) && isInCalendar(value) && !Number.isNaN(Date.parse(value)), {
    message: 'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm:ssZ, YYYY-MM-DD.',
  })
  .transform((value) => Date.parse(value))
  .meta({ minLength: undefined, maxLength: undefined, description: 'A time of ISO 8601, or a day.' });

/** A search for nothing is no search, as with DRF's own: an emptied search field shows the whole history again. */
const search = text({ maxLength: maxSearchLength, blank: true }).transform((words) => words || undefined);

export const readHistory = z
  .object({
    limit: optional(positive(maxHistoryLimit)),
    before: optional(place),
    after: optional(place),
    around: optional(place),
    from: optional(moment),
    search: optional(search),
  })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    message: 'Give "before" or "after", not both.',
  })
  .refine(({ before, after, from }) => from === undefined || (isAbsent(before) && isAbsent(after)), {
    message: 'Give "from" without "before" and "after".',
  })
  .refine(
    ({ around, limit: _, ...others }) => around === undefined || Object.values(others).every(isAbsent),
    {
      message: 'Give "around" alone, or with "limit".',
    },
  );

export const defaultFoundLimit = 50;

export const findMessages = z.object({
  search: text({ maxLength: maxSearchLength }).meta({ example: 'tea' }),
  before: optional(place),
  limit: optional(positive(maxHistoryLimit)),
});

export const foundMessages = z
  .object({
    messages: z.array(message).meta({ description: 'The newest first.' }),
    has_more: z.boolean().meta({ description: 'Whether there are older ones.', example: false }),
  })
  .meta({ id: 'FoundMessages' });
export type FoundMessagesJson = z.infer<typeof foundMessages>;

/** Date.parse takes the thirtieth of February for a day in March. */
function isInCalendar(value: string): boolean {
  const day = value.slice(0, 10);
  const start = Date.parse(day);
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(day);
}

function isAbsent(value: unknown): boolean {
  return value === undefined;
}

export const markRead = z
  .object({ message_id: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).meta({ example: 7 }) })
  .meta({ id: 'MarkRead' });

export const readMarker = z
  .object({ message_id: count().meta({ example: 7 }), unread: count().meta({ example: 0 }) })
  .meta({ id: 'ReadMarker', description: 'Where a read marker stands, and what is behind it.' });
export type ReadMarkerJson = z.infer<typeof readMarker>;

export const seenBy = z
  .object({ seen_by: z.array(user).meta({ description: 'In the order in which they came.' }) })
  .meta({ id: 'SeenBy', description: 'Who has read a message, as far as one is told.' });
export type SeenByJson = z.infer<typeof seenBy>;

export const messagePage = z
  .object({
    id: id().meta({ description: "The chat's." }),
    uri: z.string().meta({ example: 'kSPlGGSJVDvW9scCCdGEWA' }),
    messages: z.array(message).meta({ description: 'Oldest first.' }),
    cursor: cursor(),
    has_more: z.boolean().meta({
      description: 'Whether there are more in the direction that was asked for; with `around`, older ones.',
      example: false,
    }),
    has_newer: z
      .boolean()
      .optional()
      .meta({ description: 'With `around` alone: whether there are newer ones.' }),
  })
  .meta({ id: 'MessagePage' });
export type MessagePageJson = z.infer<typeof messagePage>;
