import { z } from 'zod';
import { avatarCount, shownName } from '../accounts/schemas.ts';
import { integer, optional } from '../http/input/fields.ts';
import { time } from '../http/schema/answer-fields.ts';
import { user } from '../users/schemas.ts';

/** Held as guests' nicknames are: it is there for as long as somebody likes. */
const displayName = shownName(true).meta({ example: 'Build' });
const avatar = integer({ min: 1, max: avatarCount });

export const makeBot = z
  .object({ display_name: displayName, avatar: optional(avatar) })
  .meta({ id: 'MakeBot', example: { display_name: 'Build', avatar: 5 } });

export const changeBot = z
  .object({ display_name: optional(displayName), avatar: optional(avatar) })
  .meta({ id: 'ChangeBot', example: { display_name: 'Build' } });

export const bot = z
  .object({
    user,
    made_by: user,
    has_key: z.boolean().meta({
      description: 'False: who was given it does not run the chat any more, and nobody has made another.',
      example: true,
    }),
    created_at: time(),
  })
  .meta({ id: 'Bot', description: 'A program that is in one chat.' });
export type BotJson = z.infer<typeof bot>;

export const keyedBot = bot
  .extend({
    key: z.string().meta({
      description: 'Its token, for its chat alone. Shown this once.',
      example: 'hlb_9tq3K5Vd0mXwQe7sR1yUcZb8NfLh2JgA4pTkViOn',
    }),
    url: z.string().meta({
      description: 'What is posted there it says. It has the key, so it is a secret as well.',
      example: 'https://chat.example/api/hooks/hlb_9tq3K5Vd0mXwQe7sR1yUcZb8NfLh2JgA4pTkViOn/',
    }),
  })
  .meta({ id: 'KeyedBot', description: 'A bot with the key that it has from now on.' });
export type KeyedBotJson = z.infer<typeof keyedBot>;
