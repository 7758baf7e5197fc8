import type { LogEvent } from '../log/event.ts';
import type { MembershipCache } from '../members/access/membership-cache.ts';
import { endOf } from '../tokens/token-cache.ts';
import type { Wakeable } from './wake-in-slices.ts';

/** Wakes exactly those who may see one of these events, and ends the polls of tokens that ended. */
export function wakeReaders(
  waiters: Wakeable,
  memberships: MembershipCache,
  events: readonly LogEvent[],
): void {
  // Before all others: whose account ends also leaves chats, and is not to be answered with that.
  for (const event of events) {
    if (event.type !== 'token.revoked' || event.userId === null) continue;
    const revocation = JSON.parse(event.data);
    waiters.revoke(event.userId, (token) => endOf(token, revocation));
  }
  const wokenChats = new Set<number>();
  for (const event of events) {
    if (event.type === 'token.revoked') continue;
    if (event.chatId === null) {
      if (event.userId !== null) waiters.wakeUser(event.userId, null);
    } else if (event.audience === 'everyone') {
      for (const userId of waiters.users()) waiters.wakeUser(userId, event.chatId);
    } else if (event.audience !== null) {
      for (const userId of event.audience) waiters.wakeUser(userId, event.chatId);
    } else {
      wokenChats.add(event.chatId);
    }
  }
  wakeChats(waiters, memberships, wokenChats);
}

/** "Look again" to everyone who waits for one of these chats. */
export function wakeChats(waiters: Wakeable, memberships: MembershipCache, chatIds: Iterable<number>): void {
  for (const chatId of chatIds) {
    for (const userId of memberships.peopleIn(chatId)) waiters.wakeUser(userId, chatId);
  }
}
