import type { Principal } from '../http/route.ts';
import type { Services } from '../services.ts';
import { type FoundChat, findChat } from './queries.ts';
import { isPossibleUri } from './uri.ts';

/**
 * The chat behind a path's uri as one person (0: nobody) finds it, or null. What can't be a uri costs no SQL and
 * never reaches the database.
 */
export async function lookUpChat(
  { db }: Pick<Services, 'db'>,
  uri: string,
  userId: number,
): Promise<FoundChat | null> {
  return isPossibleUri(uri) ? findChat(db.read, uri, userId) : null;
}

/** A route's scope: the chat that its path names, held to a rule of access.ts. */
export function chatScope<T>(services: Pick<Services, 'db'>, rule: (chat: FoundChat | null) => T) {
  return async ({ me, params }: { me: Principal | null; params: { uri: string } }): Promise<T> =>
    rule(await lookUpChat(services, params.uri, me?.userId ?? 0));
}
