import { sayFields } from '../field-sentences.ts';
import { counted } from './format.ts';

const characters = (count: number) => counted(count, 'character', 'characters');

/** What the API says of a field, in words for people; as it is where it is none that we know. */
export const fieldSentence = sayFields({
  missing: 'Please fill this in.',
  atMost: (count) => `At most ${characters(count)}.`,
  atLeast: (count) => `At least ${characters(count)}.`,
  usernameTaken: 'Somebody has this name already.',
  displayNameTaken: 'Somebody has this name already.',
  nicknameTaken: 'That nickname is taken.',
  nameReserved: 'This name is reserved.',
  notUsername: 'Only letters, digits and @ . + - _, and no spaces.',
  notName: 'This can’t be a name.',
  notShown: 'Some of these characters can’t be used here.',
  notEmail: 'This is no e-mail address.',
  noEmail: 'There is no e-mail address to confirm.',
  wrongCredentials: 'Username or password is wrong.',
  wrongPassword: 'This is not your password.',
  wrongLink: 'This link is no good any more.',
  passwordShort: (count) => `Too short: at least ${characters(count)}.`,
  passwordCommon: 'Too easy to guess: many people use this one.',
  passwordNumeric: 'Digits alone are too easy to guess.',
  likeUsername: 'Too much like the username.',
  likeEmail: 'Too much like the e-mail address.',
  notAddress: 'Only small letters, digits and hyphens.',
  addressTaken: 'Another room has this address.',
  notEmoji: 'One emoji, please, and nothing else.',
  notWeb: 'An address that begins with https://, without a name or password in it.',
  noneChosen: 'Please choose something.',
  yourself: 'This is you.',
  nobody: 'There is nobody of this name.',
});
