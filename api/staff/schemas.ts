import { z } from 'zod';
import { password } from '../accounts/schemas.ts';
import { kinds } from '../chats/schemas.ts';
import { boolean, optional, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';
import { count, id, time } from '../http/schema/answer-fields.ts';
import { user } from '../users/schemas.ts';

export const listPeople = pageQuery.extend({ search: optional(text({ maxLength: 150, blank: true })) });

export const changePerson = z
  .object({ disabled: boolean() })
  .meta({ id: 'DisablePerson', example: { disabled: true } });

/** What is not undone, and what gives power, takes more than a token, which may have been stolen. */
export const withPassword = z.object({ current_password: password }).meta({
  id: 'WithPassword',
  description: 'With the password of who does it.',
  example: { current_password: 'sky-blue-42' },
});

export const staffPerson = user
  .extend({
    is_staff: z.boolean().meta({ example: false }),
    disabled: z.boolean().meta({ description: 'May not log in.', example: false }),
    created_at: time(),
    last_seen: time().nullable().meta({ description: 'Null: never.', example: null }),
  })
  .meta({ id: 'StaffPerson', description: 'Someone with an account, or a guest, as staff see them.' });
export type StaffPersonJson = z.infer<typeof staffPerson>;

export const staffSession = z
  .object({
    id: id(),
    name: z.string().meta({ example: 'Book club' }),
    kind: z.enum(kinds),
    uri: z.string().nullable().meta({
      description: 'Of a public chat alone, as an address lets in whoever has it.',
      example: null,
    }),
    member_count: count(),
    message_count: count(),
    active_at: time().meta({ description: 'Of the newest message, else of the beginning.' }),
  })
  .meta({ id: 'StaffSession', description: 'A chat from the outside: how large and how lively.' });
export type StaffSessionJson = z.infer<typeof staffSession>;
