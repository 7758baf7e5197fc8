import type { Knex } from 'knex';
import type { NewEvent } from '../events/event.ts';
import type { Append, EventLog } from '../events/event-log.ts';
import type { Principal } from '../http/route.ts';
import { insertRevokedToken, raiseTokenEpoch } from './queries.ts';
import type { Revocation } from './token-cache.ts';

/** Log out: this token stops working, on every node as soon as it reads the log. */
export async function endToken(log: EventLog, me: Principal): Promise<void> {
  await log.write(async (trx, append) => {
    await insertRevokedToken(trx, me);
    await append([revocation(me.userId, { token_id: me.tokenId })]);
  });
}

/** Ends all tokens of a user, within the caller's transaction, but for `spared`. */
export async function endAllTokens(
  trx: Knex.Transaction,
  append: Append,
  { userId, spared }: { userId: number; spared: string | null },
): Promise<void> {
  await raiseTokenEpoch(trx, userId, spared);
  await append([revocation(userId, { all_but: spared })]);
}

function revocation(userId: number, data: Revocation): NewEvent {
  return { type: 'token.revoked', scope: { userId }, chatUri: null, data };
}
