/**
 * Written to an entry of the browser's history, where it outlives a reload and is gone with the tab: who was at this address,
 * whether they were shown it from outside, and what the chat there was called.
 */
export interface Mark {
  visitor: number;
  isOutside: boolean;
  name?: string;
}

/**
 * Whether a page that opens with this mark was gone to by whoever is logged in. What was left, or belonged to somebody else, and
 * is brought back by a reload or by the browser itself, asks for nothing new: above all not to join a chat.
 */
export function isOwnStep(mark: unknown, myId: number | undefined): boolean {
  const { visitor = myId, isOutside }: Partial<Mark> = Object(mark);
  return visitor === myId && !isOutside;
}
