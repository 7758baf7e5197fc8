import { requireMember } from '../../chats/access.ts';
import { lookUpChat } from '../../chats/find.ts';
import type { Principal } from '../../http/route.ts';
import type { Services } from '../../services.ts';

/**
 * A route's scope: the id of a chat that the asker is in, from memory where it can be, for those who come here again and again. What is
 * read or written after that looks at the membership once more, in its own statement or transaction.
 */
export function knownChatScope(services: Pick<Services, 'db' | 'memberships'>) {
  const { memberships } = services;
  return async ({ me, params }: { me: Principal; params: { uri: string } }): Promise<number> => {
    const mine = memberships.peek(me.userId) ?? (await memberships.of(me.userId));
    return mine.chatIdOf(params.uri) ?? requireMember(await lookUpChat(services, params.uri, me.userId)).id;
  };
}
