export interface Person {
  userId: number;
  username: string;
  /** Unix milliseconds: to be shown and written down. */
  seenAt: number;
  /** The same moment on the clock that never goes back: for how long it is ago. */
  seenMs: number;
  /** The newest poll came to this node. */
  isHere?: boolean;
}

export interface TypingPerson {
  chatId: number;
  userId: number;
}
