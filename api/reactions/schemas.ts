import { z } from 'zod';
import { count } from '../http/schema/answer-fields.ts';
import { user } from '../users/schemas.ts';

export const reaction = z
  .object({
    emoji: z.string().meta({ example: '👍' }),
    count: count(),
    users: z.array(user).meta({ description: 'The first fifty; `count` is exact.' }),
  })
  .meta({ id: 'Reaction' });
export type ReactionJson = z.infer<typeof reaction>;
