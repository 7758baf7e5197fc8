import type { User } from '../wire.ts';

/** Whom a whisper is for, and what to call them also when they are gone. */
export type Addressee = Pick<User, 'username' | 'display_name'>;

/** Null or someone: anything else is not understood, and so must not be taken for `everyone`. */
export function isAddressee(to: Partial<Addressee> | null | undefined): boolean {
  return to === null || typeof to?.username === 'string';
}
