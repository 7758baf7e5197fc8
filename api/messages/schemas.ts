import { z } from 'zod';
import type { FieldErrors } from '../http/errors.ts';
import { optional, secret, text, toFieldErrors } from '../http/input/fields.ts';
import { type ImageJson, imageFile } from '../images/schemas.ts';
import type { ReactionJson } from '../reactions/schemas.ts';
import { namedLength, type UserJson } from '../users/schemas.ts';

export const maxTextLength = 4000;
/** Stored exactly as sent: escaped where it is shown, never stripped. */
export const messageText = text({ maxLength: maxTextLength, trim: false });

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

export const editMessage = z.object({ message: caption });

const withoutImage = z.object({ message: messageText });

/** Without an image a message needs a text. A rule of two fields, so no schema of one holds it. */
export function textComplaints(message: string | undefined, hasImage: boolean): FieldErrors {
  if (hasImage) return {};
  const { error } = withoutImage.safeParse({ message });
  return error ? toFieldErrors(error) : {};
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
