import { z } from 'zod';
import type { FieldErrors } from '../http/errors.ts';
import { integer, optional, secret, text, toFieldErrors } from '../http/input/fields.ts';
import { cursor, id, time } from '../http/schema/answer-fields.ts';
import { image, imageFile, imageFiles } from '../images/schemas.ts';
import { reaction } from '../reactions/schemas.ts';
import { namedLength, user } from '../users/schemas.ts';

export const maxTextLength = 4000;
/** Of what a reply shows of the message that it answers, in code points: two lines on a phone. */
export const excerptLength = 140;
/** Stored exactly as sent: escaped where it is shown, never stripped. */
export const messageText = text({ maxLength: maxTextLength, trim: false }).meta({
  example: 'Shall we meet at six?',
});

/** The text of a message with images; that of one without is held to `textComplaints` too. */
const caption = text({ maxLength: maxTextLength, trim: false, blank: true }).meta({
  description: 'Stored exactly as sent. It may be left out with an image alone.',
  example: 'Shall we meet at six?',
});

export const clientKey = secret({ maxLength: 64 }).meta({
  description: 'Unique for ever per author and chat: what is sent again with its key is not said twice.',
  example: 'a1',
});

/** Nothing but a name: a whisper whose addressee is lost on the way is refused and never said aloud. */
const addressee = secret({ maxLength: namedLength }).meta({
  description: 'A username: a whisper, seen by the two alone.',
});

const answered = integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).meta({
  description: 'The id of the message that this one answers.',
  example: 6,
});

export const sendMessage = z
  .object({
    message: optional(caption),
    image: optional(imageFile).nullable(),
    images: optional(imageFiles).nullable(),
    to: optional(addressee).nullable(),
    reply_to: optional(answered).nullable(),
    client_id: optional(clientKey).nullable(),
  })
  .meta({ id: 'SendMessage', example: { message: 'Shall we meet at six?', client_id: 'a1' } });

export const editMessage = z.object({ message: caption }).meta({ id: 'EditMessage' });

const withoutImage = z.object({ message: messageText });

/** Without an image a message needs a text. A rule of two fields, so no schema of one holds it. */
export function textComplaints(message: string | undefined, hasImage: boolean): FieldErrors {
  if (hasImage) return {};
  const { error } = withoutImage.safeParse({ message });
  return error ? toFieldErrors(error) : {};
}

const expiresAt = time().nullable().meta({
  description: 'When it disappears, by the time that its chat had when it was said; null: it stays.',
  example: null,
});

const quote = z
  .object({
    id: id(),
    user,
    excerpt: z.string().meta({
      description: `Its beginning, at most ${excerptLength} code points; the last is … where it goes on.`,
      example: 'Shall we meet at six?',
    }),
    image: z.boolean().meta({ description: 'Whether it has an image.', example: false }),
    expires_at: expiresAt,
    deleted: z
      .boolean()
      .meta({ description: 'Deleted or disappeared since: no excerpt any more.', example: false }),
  })
  .meta({ id: 'Quote', description: 'A message that another one answers, as it is now.' });
export type QuoteJson = z.infer<typeof quote>;

const pin = z.object({ user, at: time() }).meta({ id: 'Pin' });

export const message = z
  .object({
    id: id(),
    uri: z.string().meta({ description: "Its chat's address.", example: 'kSPlGGSJVDvW9scCCdGEWA' }),
    message: z.string().meta({ description: 'The text as it was sent.', example: 'Shall we meet at six?' }),
    user,
    to: user
      .nullable()
      .meta({ description: 'The one person a whisper is for; null: everyone in the chat.', example: null }),
    reply_to: quote
      .nullable()
      .meta({ description: 'What it answers, as that is when this is read.', example: null }),
    mentions: z.array(user).meta({
      description: 'The members whom the text named when it was written, by `@` and a name.',
      example: [],
    }),
    sentiment: z.object({
      polarity: z.number().min(-1).max(1).meta({ description: "VADER's compound score.", example: 0 }),
    }),
    image: image.nullable().meta({ description: 'The first of `images`.', example: null }),
    images: z.array(image).meta({ description: 'In the order in which they were sent.', example: [] }),
    reactions: z.array(reaction).meta({ example: [] }),
    client_id: z.string().nullable().meta({ description: 'The key that it was sent with.', example: 'a1' }),
    created_at: time(),
    edited_at: time().nullable().meta({ example: null }),
    pinned: pin
      .nullable()
      .meta({ description: 'Who pinned it for all in the chat, and when.', example: null }),
    expires_at: expiresAt,
    deleted: z.boolean().meta({ description: 'A tombstone: no text any more.', example: false }),
  })
  .meta({ id: 'Message' });
export type MessageJson = z.infer<typeof message>;

/** What a sender is told; a reader who is following does not jump to this cursor. */
export const sentMessage = message
  .extend({ status: z.literal('SUCCESS'), cursor: cursor() })
  .meta({ id: 'SentMessage' });

export const seen = z
  .object({
    message_id: id().nullable().meta({
      description:
        'The newest message that the other one of a private chat has read; null where that is not told, or not any more.',
      example: 7,
    }),
  })
  .meta({ id: 'Seen', description: 'What the other one of a private chat has read.' });
export type SeenJson = z.infer<typeof seen>;
