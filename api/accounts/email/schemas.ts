import { z } from 'zod';
import { optional, secret } from '../../http/input/fields.ts';
import { emailAddress, password } from '../schemas.ts';

const uid = secret({ maxLength: 40 }).meta({ description: 'As it stands in the link.', example: 'MTI' });
const token = secret({ maxLength: 100 }).meta({
  description: 'As it stands in the link.',
  example: 'dG9rZW4tb2YtYS1saW5r',
});

export const confirmEmail = z.object({ uid, token }).meta({ id: 'ConfirmEmail' });

export const askForReset = z
  .object({ email: emailAddress })
  .meta({ id: 'AskForReset', example: { email: 'alice@example.org' } });

export const resetPassword = z
  .object({ uid, token, new_password: password, re_new_password: optional(password) })
  .meta({ id: 'ResetPassword' });
