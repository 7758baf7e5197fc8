import { z } from 'zod';
import { optional, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';
import { count } from '../http/schema/answer-fields.ts';
import { namedUser, user } from '../users/schemas.ts';

export const openDirect = z.object({ username: namedUser }).meta({ id: 'OpenDirect' });

export const directory = pageQuery.extend({ search: optional(text({ maxLength: 150, blank: true })) });

export const person = user
  .extend({
    online: z.boolean().meta({ example: true }),
    unread: count().meta({
      description: 'In the private chat with this person; 0 where there is none.',
      example: 0,
    }),
  })
  .meta({ id: 'Person', description: 'Someone in the directory of people.' });
export type PersonJson = z.infer<typeof person>;
