/**
 * Written to an entry of the browser's history, where it outlives a reload and is gone with the tab: who was at this address,
 * whether they were shown it from outside, and what the chat there was called.
 */
export interface Mark {
  visitor: number;
  isOutside: boolean;
  name?: string;
}

/** What the chat at an address was called when this person was in it; undefined when it was not said, or to somebody else. */
export function markedName(mark: unknown, myId: number): string | undefined {
  const { visitor, name }: Partial<Record<keyof Mark, unknown>> = Object(mark);
  return visitor === myId && typeof name === 'string' ? name : undefined;
}

/**
 * Whether a page that opens with this mark was gone to by whoever is logged in. What was left, or belonged to somebody else, and
 * is brought back by a reload or by the browser itself, asks for nothing new: above all not to join a chat.
 */
export function isOwnStep(mark: unknown, myId: number | undefined): boolean {
  const { visitor = myId, isOutside }: Partial<Mark> = Object(mark);
  return visitor === myId && !isOutside;
}
