import { archivedUpdated } from '../../members/own-list.ts';
import { type Membership, membershipKey } from '../../members/queries.ts';
import type { Mention } from '../mentions/queries.ts';
import type { Message } from '../queries.ts';
import type { People } from './judge.ts';

/** Whom these messages call back to a chat that they have archived until somebody calls them: by name, or by a whisper. Each once. */
export function calledBack(
  messages: readonly Pick<Message, 'chatId' | 'toId'>[],
  mentions: readonly Mention[],
  people: People,
): Membership[] {
  const whispered = messages.flatMap(({ chatId, toId }) => (toId === null ? [] : [{ chatId, userId: toId }]));
  const called = [...whispered, ...mentions.filter(({ notifies }) => notifies)];
  const away = called.filter(({ chatId, userId }) => people.get(membershipKey(chatId, userId))?.awaitsCall);
  const distinct = new Map(
    away.map(({ chatId, userId }) => [membershipKey(chatId, userId), { chatId, userId }]),
  );
  return [...distinct.values()];
}

/** Tells each of them. */
export function backFromArchive({ chatId, userId }: Membership, people: People) {
  const uri = people.get(membershipKey(chatId, userId))?.chatUri ?? '';
  return archivedUpdated(userId, uri, null);
}
