import { z } from 'zod';
import { chatPreview, joined, openChat } from '../chats/schemas.ts';
import { integer, optional, orNull, text } from '../http/input/fields.ts';
import { count, time } from '../http/schema/answer-fields.ts';

const yearS = 366 * 86_400;

export const makeInvite = z
  .object({
    expires_in: optional(
      orNull(integer({ min: 1, max: 10 * yearS }).meta({ description: 'Seconds from now.' })),
    ),
    max_uses: optional(orNull(integer({ min: 1, max: 1_000_000 }))),
    note: optional(text({ maxLength: 200, blank: true })),
  })
  .meta({ id: 'MakeInvite', example: { max_uses: 1, note: 'For the neighbours' } });

const code = z.string().meta({ example: 'h3Jk9vQx2LmN' });

export const invite = z
  .object({
    id: z.string().meta({ description: 'To withdraw it by; it lets nobody in.', example: 'n5sPq0' }),
    code: code.nullable().meta({
      description:
        'Null, with the two below, where nobody knows it any more but those who have it: after the secret was changed.',
    }),
    url: z.string().nullable().meta({ example: '/join/h3Jk9vQx2LmN/' }),
    qr: z.string().nullable().meta({
      description: 'An SVG picture of the URL; null also where PUBLIC_URL is not set, and `url` a path.',
      example: null,
    }),
    note: z.string().meta({ example: 'For the neighbours' }),
    expires_at: time().nullable(),
    max_uses: count().nullable(),
    uses: count().meta({ example: 0 }),
    created_at: time(),
  })
  .meta({ id: 'Invite' });
export type InviteJson = z.infer<typeof invite>;

/** Without the uri: what has a count or an end must not give the permanent link away. */
export const invitation = z
  .object({ code, note: invite.shape.note, chat: chatPreview.omit({ uri: true }) })
  .meta({ id: 'Invitation', description: 'What an invite leads to.' });

export const accepted = joined.extend(openChat.partial().shape).meta({ id: 'Accepted' });
