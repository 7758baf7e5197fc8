import { nanoid } from 'nanoid';

/** 126 random bits: an image's address is no key to it, and says nothing of others'. */
export function newImageName(): string {
  return nanoid();
}

/** What can't be a name costs no SQL and never reaches the database. */
export function isPossibleName(text: string): boolean {
  return /^[\w-]{21}$/.test(text);
}
