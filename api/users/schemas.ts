import { z } from 'zod';
import { text } from '../http/input/fields.ts';
import { id } from '../http/schema/answer-fields.ts';

/** Someone's username, to find them by: 150 characters, each perhaps a letter with up to three accents apart. */
export const namedLength = 600;
export const namedUser = text({ maxLength: namedLength }).meta({ example: 'bob' });

const emptyName = z.literal('').meta({ description: 'Always empty: older clients of this API read it.' });

export const user = z
  .object({
    id: id(),
    username: z.string().meta({ example: 'alice' }),
    first_name: emptyName,
    last_name: emptyName,
    display_name: z.string().meta({ example: 'Alice' }),
    avatar: z.int().min(0).meta({ description: '1 to 15; 0 is a deleted user.', example: 3 }),
    is_guest: z.boolean().meta({ example: false }),
    is_bot: z.boolean().meta({ description: 'A program, in one chat alone.', example: false }),
  })
  .meta({ id: 'User', description: 'A person or a bot, wherever one appears.' });
export type UserJson = z.infer<typeof user>;

export const profile = user
  .extend({
    email: z.string().meta({ description: 'Nobody else is shown it.', example: 'alice@example.org' }),
  })
  .meta({ id: 'Profile', description: 'Oneself.' });
export type ProfileJson = z.infer<typeof profile>;

export const ownProfile = profile
  .extend({
    email_confirmed: z.boolean().meta({
      description: 'Whether one has shown that mail to this address reaches one.',
      example: true,
    }),
    is_staff: z.boolean().meta({ description: 'Whether one may do what is for staff.', example: false }),
    read_receipts: z.boolean().meta({
      description: 'Whether others may learn up to where one has read, and so one of them.',
      example: true,
    }),
  })
  .meta({ id: 'OwnProfile', description: 'Oneself, as one is now.' });
export type OwnProfileJson = z.infer<typeof ownProfile>;
