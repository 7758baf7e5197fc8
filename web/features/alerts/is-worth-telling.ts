import type { Chat, Message } from '../../net/wire.ts';

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
  /** What of the chat is to draw one's attention. */
  level: Chat['notify'];
  /** It names one, and not by somebody whom one has blocked. */
  isCalled: boolean;
}

/** Whether to draw attention to a message that was just heard. Pure. */
export function isWorthTelling(message: Message, circumstances: Circumstances): boolean {
  const { myId, isHidden, isLeading, heardAtMs, level, isCalled } = circumstances;
  if (!isHidden || !isLeading || message.deleted || message.user.id === myId) return false;
  const isForMe = isCalled || message.to?.id === myId;
  if (level === 'none' || (level === 'mentions' && !isForMe)) return false;
  // Either way: a clock that is wrong must not make old messages new.
  return Math.abs(heardAtMs - Date.parse(message.created_at)) <= maxAgeMs;
}
