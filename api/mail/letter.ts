/** A mail in plain text. Nothing of it is markup, and none of it but `to` is anybody's own words where a stranger might read it. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Writes a letter when it is due, anew at each attempt: what changed meanwhile is in it. Null: there is nothing to send any more. */
export type Write = () => Promise<Letter | null>;

/** Where mails are left. */
export interface Mailer {
  /** Takes it, and goes on at once; false when too many wait. That it arrives nobody promises. */
  post(write: Write): boolean;
}

/** The other server won't have this letter, now or later. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused';

  constructor(readonly code: string) {
    super('A letter was refused for good.');
  }
}
