/** `log`: there is something new in the log, and what (sealed, seal.ts). `nodes`: soft state, who polls and who types. */
export const topics = ['log', 'nodes'] as const;
export type Topic = (typeof topics)[number];

/** In UTF-8. PostgreSQL takes 8000 bytes with the name of the channel; the others take far more. */
export const maxMessageBytes = 7500;

/**
 * What passes between the nodes of one server: short texts, on a few topics, to all who are there. Truth is in the database; the bus
 * carries hints that it is worth looking, and state that is said again and again. One suite holds every kind to what is promised
 * here (tests/support/bus-suite.ts).
 */
export interface Bus {
  /** False where no other node can be: then whoever has something to say may save the work of saying it. */
  readonly hasOthers: boolean;
  /** False between `onLost` and `onRestored`. */
  readonly isUp: boolean;

  /**
   * Tells every other node that is subscribed now; it may be told to this one as well.
   *
   * Promised: it never throws for a line that is slow or gone, and never waits longer than some seconds. Of one node, on one topic,
   * texts arrive in the order in which they were published, if each was published after the one before had resolved. Nobody is called
   * before it returns.
   *
   * Not promised: that it arrives. It may be lost (also after it resolved), arrive late, arrive twice. Nothing is said of the order
   * between topics or between nodes.
   *
   * Throws RangeError for a text of more than `maxMessageBytes`, or with a NUL in it.
   */
  publish(topic: Topic, text: string): Promise<void>;

  /**
   * Where the bus is the database that the nodes share: SQL without parameters that publishes it when the transaction commits in which it
   * is asked, and not at all when that is rolled back. It fails no transaction; all else is as with `publish`.
   */
  sqlToPublish?(topic: Topic, text: string): string;

  /**
   * Calls `listener` with what others publish, from the moment in which this resolves until the bus is closed. Resolves also while the
   * line is down: then from the moment in which it is back. Who has access to the line can say anything, so a text is to be looked
   * at like any input. A listener must not throw.
   */
  subscribe(topic: Topic, listener: (text: string) => void): Promise<void>;

  /** Called when the line is down: what others say is not heard from now on. May come late, or never before `onRestored`. */
  onLost(listener: () => void): void;

  /** Called when the line is back and all topics are listened to again. What was said meanwhile is lost, so whoever goes by it looks. */
  onRestored(listener: () => void): void;

  /** After this nothing is heard and nothing said. Takes some seconds at most, whatever state the line is in. */
  close(): Promise<void>;
}

/** What every kind refuses alike. */
export function requireSendable(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxMessageBytes)
    throw new RangeError(`A message has ${bytes} bytes, and ${maxMessageBytes} is the most.`);
  if (text.includes('\0')) throw new RangeError('A message has a NUL in it.');
}
