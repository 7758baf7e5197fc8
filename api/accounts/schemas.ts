import { z } from 'zod';
import { boolean, integer, optional, secret, text } from '../http/input/fields.ts';
import { time } from '../http/schema/answer-fields.ts';
import { knownToken, token } from '../tokens/schemas.ts';
import { isDeceptive, isInvisible, isReserved } from '../users/names.ts';
import { namedUser, profile, user } from '../users/schemas.ts';

/** Letters, digits and @ . + - _ as in Django; NFKC so that look-alike forms of one name are one name. */
const usernameShape = /^[\p{L}\p{N}_@.+-]+$/u;
const usernameWords =
  'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.';

/**
 * Clients drop these from a path, percent-encoded too (the URL standard's dot segments): to remove a member named ".."
 * would be to delete the chat.
 */
const dotSegment = /^\.\.?$/;

/** Fillers and selectors count as letters in part, and are not to be seen. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;

const reservedWords = 'This name is reserved.';

export const avatarCount = 15;

export const username = text({ maxLength: 150 })
  .transform((name) => name.normalize('NFKC'))
  .refine((name) => [...name].length <= 150, 'Ensure this field has no more than 150 characters.')
  .refine((name) => usernameShape.test(name) && !unseen.test(name), usernameWords)
  .refine((name) => !dotSegment.test(name), 'Enter a valid username. This value may not be "." or "..".')
  .refine((name) => !isReserved(name, false), reservedWords)
  .meta({ description: 'Letters, digits and `@ . + - _`.', example: 'alice' });

/** Bounded in the form by which it is found as well: a single letter may stand for eighteen. */
export const shownName = (isGuest: boolean) =>
  text({ maxLength: 150 })
    .transform((name) => name.normalize('NFC').replace(/\s+/g, ' '))
    .refine((name) => !isDeceptive(name), 'Enter a name without control characters.')
    .refine((name) => !isInvisible(name), 'This field may not be blank.')
    .refine(
      (name) => [...name.normalize('NFKC')].length <= 150,
      'Ensure this field has no more than 150 characters.',
    )
    .refine((name) => !isReserved(name, isGuest), reservedWords)
    .meta({ example: 'Alice' });

const displayName = shownName(false);

const isAddress = (address: string) => z.email().safeParse(address).success;
const notAnAddress = 'Enter a valid email address.';

export const emailAddress = text({ maxLength: 254 }).refine(isAddress, notAnAddress);

/** Or none. */
const email = text({ maxLength: 254, blank: true }).refine(
  (address) => address === '' || isAddress(address),
  notAnAddress,
);

/**
 * Django's own bound: long enough for any phrase, short enough that neither comparing nor hashing one is ever a burden. No
 * password is longer, so one that is given to be checked is not either.
 */
export const password = secret({ maxLength: 128, trim: false }).meta({
  format: 'password',
  example: 'sky-blue-42',
});

export const signUp = z
  .object({
    username,
    password,
    display_name: optional(displayName),
    email: optional(email),
  })
  .meta({ id: 'SignUp', example: { username: 'alice', password: 'sky-blue-42' } });

export const guest = z
  .object({
    nickname: shownName(true).meta({ example: 'Robin' }),
  })
  .meta({ id: 'EnterAsGuest' });

export const logIn = z
  .object({
    username: namedUser,
    password,
  })
  .meta({ id: 'LogIn', example: { username: 'alice', password: 'sky-blue-42' } });

export const changeProfile = z
  .object({
    display_name: optional(displayName),
    avatar: optional(integer({ min: 1, max: avatarCount })),
    email: optional(email),
    read_receipts: optional(boolean()),
    current_password: optional(password),
  })
  .meta({ id: 'ChangeProfile', example: { display_name: 'Alice', avatar: 3 } });

export const changePassword = z
  .object({
    current_password: password,
    new_password: password,
  })
  .meta({ id: 'ChangePassword', example: { current_password: 'sky-blue-42', new_password: 'sea-green-43' } });

export const changeUsername = z.object({
  current_password: password,
  new_username: username.meta({ example: 'alice-liddell' }),
});

/** A guest has no password to prove. */
export const deleteAccount = z
  .object({ current_password: optional(password) })
  .meta({ id: 'DeleteAccount', example: { current_password: 'sky-blue-42' } });

export const newAccount = profile
  .pick({ id: true, username: true, email: true, display_name: true, avatar: true })
  .meta({ id: 'NewAccount' });

export const loggedIn = knownToken.extend({ user }).meta({ id: 'LoggedIn' });

/** Under simplejwt's names as well. */
export const loggedInByJwt = loggedIn
  .extend({ access: token(), refresh: token() })
  .meta({ id: 'LoggedInByJwt' });
export type LoggedInJson = z.infer<typeof loggedIn>;

/** The same in Djoser's other spelling. */
export const loggedInByAuthToken = z
  .object({ auth_token: token(), expires_at: time(), user })
  .meta({ id: 'LoggedInByAuthToken' });
