import type { Addressee } from './addressee.ts';

/** What was begun in a chat and not sent. */
export interface Draft {
  text: string;
  /** Null: it is for everyone. */
  to: Addressee | null;
}

/** By chat uri, what was written last at the end. */
export type Drafts = ReadonlyMap<string, Draft>;

export const noDraft: Draft = { text: '', to: null };
