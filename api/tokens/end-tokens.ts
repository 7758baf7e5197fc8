import type { Knex } from 'knex';
import type { Principal } from '../http/route.ts';
import type { NewEvent } from '../log/event.ts';
import type { Append } from '../log/journal.ts';
import type { Log } from '../log/log.ts';
import { raiseTokenEpoch } from '../users/queries.ts';
import { endFamily, forgetFamilies } from './queries.ts';
import type { Revocation } from './token-cache.ts';

/** Log out: no token of this log-in works any more, on every node as soon as it reads the log. */
export async function endTokens(log: Log, me: Principal): Promise<void> {
  await log.write(async (trx, append) => {
    await endFamily(trx, me);
    await append([revocation(me.userId, { family: me.familyId })]);
  });
}

/** The same for a family of which a token turned up that was replaced long ago. */
export async function endReusedFamily(
  trx: Knex.Transaction,
  append: Append,
  { familyId, userId }: { familyId: string; userId: number },
): Promise<void> {
  // There is a row of it, which knows when its last token expires.
  await endFamily(trx, { familyId, userId, expiresAt: 0 });
  await append([revocation(userId, { family: familyId })]);
}

/** Ends all tokens of a user, within the caller's transaction, but for those of the `spared` family. */
export async function endAllTokens(
  trx: Knex.Transaction,
  append: Append,
  { userId, spared }: { userId: number; spared: string | null },
): Promise<void> {
  await raiseTokenEpoch(trx, userId, spared);
  await forgetFamilies(trx, userId, spared);
  await append([revocation(userId, { all_but: spared })]);
}

/** For all nodes: of this family `by` works from now on, and `old` until then (Unix milliseconds). */
export function tellReplaced(
  userId: number,
  { familyId, by, old, until }: { familyId: string; by: string; old: string; until: number },
): NewEvent {
  return revocation(userId, { family: familyId, by, old, until });
}

/** For all nodes: nothing that proves to be one of these works any more, be it a token or a bot's key. */
export function tellAllEnded(userIds: readonly number[]): NewEvent[] {
  return userIds.map((userId) => revocation(userId, { all_but: null }));
}

function revocation(userId: number, data: Revocation): NewEvent {
  return { type: 'token.revoked', scope: { userId }, chatUri: null, data };
}
