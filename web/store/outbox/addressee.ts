import type { User } from '../../net/wire.ts';

/** Whom a whisper is for, and what to call them also when they are gone. */
export type Addressee = Pick<User, 'username' | 'display_name'>;

/** Null or someone: anything else is not understood, and so must not be taken for `everyone`. */
export function isAddressee(to: Partial<Addressee> | null | undefined): boolean {
  return to === null || typeof to?.username === 'string';
}

/** What no eye sees may stand before it, and some keyboards write it wide. */
const address = /^[\s\p{Cf}]*(?:[@＠]|\/w\s+[@＠]?)\s*/iu;

/**
 * What comes after the `@` or the `/w ` that begins a text; null when none does. Such a text is not for everyone until that is sure: of a
 * whisper nobody else is to see anything.
 */
export function addressIn(text: string): string | null {
  const [lead] = address.exec(text) ?? [];
  return lead === undefined ? null : text.slice(lead.length);
}

/** Whether a text is for all though it begins with a name: by choice, while that name stands there. */
export function isAloud({ text, aloud }: { text: string; aloud?: string | null }): boolean {
  return Boolean(aloud) && text.startsWith(`${aloud} `);
}
