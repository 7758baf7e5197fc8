import type { Knex } from 'knex';
import type { Attachment } from '../../images/prepare-image.ts';
import type { Place } from '../../log/place.ts';

/** A message whose checks that need no transaction are done. */
export interface Outgoing {
  chatId: number;
  authorId: number;
  toId: number | null;
  replyToId: number | null;
  text: string;
  polarity: number;
  clientKey: string | null;
  images: readonly Attachment[];
  /** Asked in the transaction that sends it: false, and nothing is said. */
  onlyIf?(trx: Knex): Promise<boolean>;
}

/** A message with the people whom its text names. */
export interface Naming extends Outgoing {
  mentionedIds: readonly number[];
}

export type Sent =
  | { outcome: 'created' | 'replayed'; json: string; position: Place }
  /** The key was used before with other content. */
  | { outcome: 'mismatch' }
  /** What it depended on is otherwise by now (`onlyIf`). */
  | { outcome: 'overtaken' }
  /** The author is no longer in the chat, or the chat no longer there. */
  | { outcome: 'not a member' }
  /** The one a whisper is for is not in the chat. */
  | { outcome: 'no recipient' }
  /** What it answers is not in the chat, or not the author's to see. */
  | { outcome: 'no original' }
  /** What it answers was whispered, and it is not a whisper between the same two. */
  | { outcome: 'a whisper answered aloud' }
  /** A whisper, or a message of a private chat, between two of whom one has blocked the other. */
  | { outcome: 'blocked'; by: 'oneself' | 'the other' };

export type SendMessage = (message: Outgoing) => Promise<Sent>;
