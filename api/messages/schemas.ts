import { z } from 'zod';
import { namedLength, type UserJson } from '../accounts/schemas.ts';
import type { FieldErrors } from '../http/errors.ts';
import { choice, integer, optional, secret, text, toFieldErrors } from '../http/input/fields.ts';
import { positive } from '../http/pagination.ts';
import { type ImageJson, imageFile } from '../images/schemas.ts';

export const maxTextLength = 4000;
export const defaultHistoryLimit = 100;
export const maxHistoryLimit = 200;
export const maxSearchLength = 200;

/** Stored exactly as sent: escaped where it is shown, never stripped. */
const messageText = text({ maxLength: maxTextLength, trim: false });

/** The text of a message with an image; that of one without is held to `textComplaints` too. */
const caption = text({ maxLength: maxTextLength, trim: false, blank: true });

export const clientKey = secret({ maxLength: 64 });

/** Nothing but a name: a whisper whose addressee is lost on the way is refused and never said aloud. */
const addressee = secret({ maxLength: namedLength });

export const sendMessage = z.object({
  message: optional(caption),
  image: optional(imageFile).nullable(),
  to: optional(addressee).nullable(),
  client_id: optional(clientKey).nullable(),
});

export const sendBroadcast = z.object({ message: messageText, client_id: optional(clientKey).nullable() });

export const editMessage = z.object({ message: caption });

const withoutImage = z.object({ message: messageText });

/** Without an image a message needs a text. A rule of two fields, so no schema of one holds it. */
export function textComplaints(message: string | undefined, hasImage: boolean): FieldErrors {
  if (hasImage) return {};
  const { error } = withoutImage.safeParse({ message });
  return error ? toFieldErrors(error) : {};
}

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

export const defaultBuckets = 24;
export const maxBuckets = 200;

/** A chart is drawn as wide as someone asks for, so more than the most is refused and not lowered. */
export const readMood = z.object({ buckets: optional(integer({ min: 1, max: maxBuckets })) });

export const exportChat = z.object({ format: optional(choice(['json', 'txt', 'csv'])) });

export const markRead = z.object({ message_id: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }) });

/** Where a read marker stands, and what is behind it. */
export interface ReadMarkerJson {
  message_id: number;
  unread: number;
}

export interface ReactionJson {
  emoji: string;
  count: number;
  users: UserJson[];
}

export interface MessageJson {
  id: number;
  uri: string;
  message: string;
  user: UserJson;
  /** The one person a whisper is for; null: everyone in the chat. */
  to: UserJson | null;
  sentiment: { polarity: number };
  image: ImageJson | null;
  reactions: ReactionJson[];
  client_id: string | null;
  created_at: string;
  edited_at: string | null;
  deleted: boolean;
}

/** `average` is null where there is nothing to average. */
interface MoodOf {
  average: number | null;
  count: number;
}

export interface MoodJson extends MoodOf {
  /** Pieces of the time from the first to the last message, in order; `to` is where the next begins. */
  series: (MoodOf & { from: string; to: string })[];
  /** Authors, those who said the most first. */
  members: (MoodOf & { user: UserJson })[];
}
