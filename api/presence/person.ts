export interface Person {
  userId: number;
  username: string;
  /** Unix milliseconds. */
  seenAt: number;
  /** The newest poll came to this node. */
  isHere?: boolean;
}

export interface TypingPerson {
  chatId: number;
  userId: number;
}
