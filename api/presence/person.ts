/** As far as others are told of them. */
export interface Person {
  userId: number;
  username: string;
}

/** Someone whose polls come to this node. */
export interface PersonHere extends Person {
  /** Unix milliseconds: to be shown and written down. */
  seenAt: number;
  /** The same moment on the clock that never goes back: for how long it is ago. */
  seenMs: number;
}

export interface TypingPerson {
  chatId: number;
  userId: number;
}
