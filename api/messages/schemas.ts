import { z } from 'zod';
import type { UserJson } from '../accounts/schemas.ts';
import { integer, optional, text } from '../http/fields.ts';
import { positive } from '../http/pagination.ts';

export const maxTextLength = 4000;
export const defaultHistoryLimit = 100;
export const maxHistoryLimit = 200;

/** Stored exactly as sent: escaped where it is shown, never stripped. */
const messageText = text({ maxLength: maxTextLength, trim: false });

export const clientKey = text({ maxLength: 64 });

export const sendMessage = z.object({
  message: messageText,
  to: optional(text({ maxLength: 1000, blank: true })).nullable(),
  client_id: optional(clientKey).nullable(),
});

export const editMessage = z.object({ message: messageText });

/** A message's id as a place in the history; beyond every real id is simply the end. */
const place = text({ maxLength: 100 })
  .refine((digits) => /^\d+$/.test(digits), 'A valid integer is required.')
  .transform((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER));

export const readHistory = z
  .object({ limit: optional(positive(maxHistoryLimit)), before: optional(place), after: optional(place) })
  .refine((query) => query.before === undefined || query.after === undefined, {
    message: 'Give "before" or "after", not both.',
  });

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
  image: null;
  reactions: ReactionJson[];
  client_id: string | null;
  created_at: string;
  edited_at: string | null;
  deleted: boolean;
}
