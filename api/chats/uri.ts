import { customAlphabet } from 'nanoid';

/** 22 of 62 letters and digits: 131 bits, so that a link can be shared but not guessed. */
const randomLength = 22;
export const newUri = customAlphabet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  randomLength,
);

/** The address of the room that always exists. */
export const lobbyUri = 'lobby';

/** What clients ask for while they have no chat yet; answered without asking the database. */
const neverUris = new Set(['undefined', 'null']);

/** Whether this could be a chat's address at all. */
export function isPossibleUri(uri: string): boolean {
  return /^[A-Za-z0-9-]{3,64}$/.test(uri) && !neverUris.has(uri);
}

/** Whether this address was made by us, not chosen by someone. A chosen one never has capitals. */
export function isRandomUri(uri: string): boolean {
  return uri.length === randomLength && /[A-Z]/.test(uri);
}
