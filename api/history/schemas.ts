import { z } from 'zod';
import { integer, optional, text } from '../http/input/fields.ts';
import { positive } from '../http/pagination.ts';

export const defaultHistoryLimit = 100;
export const maxHistoryLimit = 200;
export const maxSearchLength = 200;

/** A message's id as a place in the history; beyond every real id is simply the end. */
const place = text({ maxLength: 100 })
  .refine((digits) => /^\d+$/.test(digits), 'A valid integer is required.')
  .transform((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER));

/** A search for nothing is no search, as with DRF's own: an emptied search field shows the whole history again. */
const search = text({ maxLength: maxSearchLength, blank: true }).transform((words) => words || undefined);

export const readHistory = z
  .object({
    limit: optional(positive(maxHistoryLimit)),
    before: optional(place),
    after: optional(place),
    search: optional(search),
  })
  .refine((query) => query.before === undefined || query.after === undefined, {
    message: 'Give "before" or "after", not both.',
  });

export const markRead = z.object({ message_id: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }) });

/** Where a read marker stands, and what is behind it. */
export interface ReadMarkerJson {
  message_id: number;
  unread: number;
}
