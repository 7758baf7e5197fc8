export interface MessageRef {
  chatId: number;
  id: number;
  /** Who asks. */
  userId: number;
}

/** One's own emoji on a message, given or taken back. */
export interface Reacting extends MessageRef {
  emoji: string;
  change: 'added' | 'removed';
}

/**
 * Reacts to a message. Declared here and made by messages/, because features import only to the left. Everyone who sees the message
 * learns of what changes; giving twice and taking back twice change nothing. Resolves, when that is on disk, with the message as JSON as it
 * is then. Throws NotFound for one that is deleted or may not be seen, and what the rules throw: for who is not in the chat, for who, to
 * give something, may not reach its author, and for more different emoji than a message takes.
 */
export type React = (reacting: Reacting) => Promise<string>;
