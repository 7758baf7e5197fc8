import { z } from 'zod';
import { integer, optional, secret, text } from '../http/input/fields.ts';
import { isInvisible, isReserved } from '../users/names.ts';
import { namedUser } from '../users/schemas.ts';

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
  .refine((name) => !isReserved(name, false), reservedWords);

/** Direction and control characters would turn a name around, or hide part of it. */
const unprintable = /[\p{Cc}\p{Cf}]/u;
/** Joiners shape Persian and Indic words and make one emoji of several; a name that differs by them alone is not another name. */
const joiners = /[\u200c\u200d]/g;

/** Bounded in the form by which it is found as well: a single letter may stand for eighteen. */
const shownName = (isGuest: boolean) =>
  text({ maxLength: 150 })
    .transform((name) => name.normalize('NFC').replace(/\s+/g, ' '))
    .refine(
      (name) => !unprintable.test(name.replace(joiners, '')),
      'Enter a name without control characters.',
    )
    .refine((name) => !isInvisible(name), 'This field may not be blank.')
    .refine(
      (name) => [...name.normalize('NFKC')].length <= 150,
      'Ensure this field has no more than 150 characters.',
    )
    .refine((name) => !isReserved(name, isGuest), reservedWords);

const displayName = shownName(false);

const email = text({ maxLength: 254, blank: true }).refine(
  (address) => address === '' || z.email().safeParse(address).success,
  'Enter a valid email address.',
);

/**
 * Django's own bound: long enough for any phrase, short enough that neither comparing nor hashing one is ever a burden. No
 * password is longer, so one that is given to be checked is not either.
 */
export const password = secret({ maxLength: 128, trim: false });

export const signUp = z.object({
  username,
  password,
  display_name: optional(displayName),
  email: optional(email),
});

export const guest = z.object({
  nickname: shownName(true),
});

export const logIn = z.object({
  username: namedUser,
  password,
});

export const changeProfile = z.object({
  display_name: optional(displayName),
  avatar: optional(integer({ min: 1, max: avatarCount })),
  email: optional(email),
});

export const changePassword = z.object({
  current_password: password,
  new_password: password,
});

export const changeUsername = z.object({
  current_password: password,
  new_username: username,
});

/** A guest has no password to prove. */
export const deleteAccount = z.object({ current_password: optional(password) });
