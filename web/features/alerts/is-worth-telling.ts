import type { Message } from '../../net/wire.ts';

/** What came while the machine slept or the line was down is no longer news when it is heard. */
const maxAgeMs = 120_000;

export interface Circumstances {
  myId: number;
  /** Nobody looks at this page. */
  isHidden: boolean;
  /** Of several tabs, this one polls for all: the others hear the same. */
  isLeading: boolean;
  /** Unix milliseconds when the message was heard. */
  heardAtMs: number;
}

/** Whether to draw attention to a message that was just heard. Pure. */
export function isWorthTelling(message: Message, circumstances: Circumstances): boolean {
  const { myId, isHidden, isLeading, heardAtMs } = circumstances;
  if (!isHidden || !isLeading || message.deleted || message.user.id === myId) return false;
  // Either way: a clock that is wrong must not make old messages new.
  return Math.abs(heardAtMs - Date.parse(message.created_at)) <= maxAgeMs;
}
