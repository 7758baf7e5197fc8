import type { MessageJson } from '../messages/schemas.ts';
import type { Reachable } from './queries.ts';

/** How a message concerns one person. */
export interface Concern {
  message: Pick<MessageJson, 'id' | 'deleted' | 'user' | 'to'>;
  /** That it was said in a private chat. */
  isPrivate: boolean;
  /** It names them, and not by somebody whom they have blocked. */
  isCalled: boolean;
  /** They have blocked whoever said it. */
  isBlocked: boolean;
  person: Pick<Reachable, 'userId' | 'level' | 'readMessageId'>;
}

/**
 * Whether somebody who may see a message is told of it on their devices: `called` when it is for them (a mention, a whisper, a private chat),
 * `asked` when they want to hear all of that chat, null when not. The levels mean what they do on the page (web/features/alerts).
 */
export function worthPushing({
  message,
  isPrivate,
  isCalled,
  isBlocked,
  person,
}: Concern): 'called' | 'asked' | null {
  const { userId, level, readMessageId } = person;
  if (message.deleted || message.user.id === userId || isBlocked) return null;
  if (message.id <= readMessageId || level === 'none') return null;
  if (isCalled || message.to?.id === userId) return 'called';
  if (level === 'mentions') return null;
  return isPrivate ? 'called' : 'asked';
}
