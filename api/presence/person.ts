/** As far as others are told of them. */
export interface Person {
  userId: number;
  username: string;
}

/** Who is told of as being there: in a large chat without the names of those who are at other nodes. */
export interface Shown {
  userId: number;
  username: string | null;
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
