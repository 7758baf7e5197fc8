import { z } from 'zod';
import { optional } from '../../http/input/fields.ts';
import { imageFile, imageFiles } from '../../images/schemas.ts';
import { clientKey, maxTextLength } from '../../messages/schemas.ts';

/** Of any length, and anything else is none: it is made of what others' programs send. */
const said = z
  .any()
  .transform((input: unknown) => (typeof input === 'string' ? input : ''))
  .meta({
    type: 'string',
    description: `What the bot says; of more than ${maxTextLength} characters the end is cut.`,
    example: 'Build 512 passed',
  });

export const hookMessage = z
  .object({
    text: optional(said),
    image: optional(imageFile).nullable(),
    images: optional(imageFiles).nullable(),
    client_id: optional(clientKey).nullable(),
  })
  .meta({
    id: 'HookMessage',
    description:
      "Or JSON as other chat services' hooks take it, with `text`, `blocks` and `attachments`, also in a form's field `payload`; or a text by itself.",
    example: { text: 'Build 512 passed' },
  });
