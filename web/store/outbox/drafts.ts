import type { Addressee } from './addressee.ts';
import type { OutgoingImage } from './outbox.ts';

/** An image that is ready to be sent. Its bytes are apart (web/features/images). */
export interface ChosenImage extends OutgoingImage {
  key: string;
  /** Of the file. */
  name: string;
  bytes: number;
}

/** What was begun in a chat and not sent. */
export interface Draft {
  text: string;
  /** Null: it is for everyone. */
  to: Addressee | null;
  /** Whom the name that it began with means: for them alone, as `to` says, or to name them to all. */
  named?: Addressee | null;
  /** The name with its @, as it is said to all by choice. */
  aloud?: string | null;
  /** The id of the message that it answers; nothing of what that says is kept on the device. */
  replyTo?: number | null;
  /** What goes with it. */
  images?: readonly ChosenImage[];
}

/** By chat uri, what was written last at the end. */
export type Drafts = ReadonlyMap<string, Draft>;

export const noDraft: Draft = { text: '', to: null, named: null, aloud: null, replyTo: null, images: [] };
