import { logFailure } from '../http/error-handler.ts';
import type { InPieces } from '../process/work-in-pieces.ts';
import type { Services } from '../services.ts';
import { findLostGuests } from '../users/seen-queries.ts';
import { deleteAccount } from './delete-account.ts';

/** api/README.md section 2: guests unseen for this long are removed, their messages stay. */
const guestLifetimeMs = 30 * 24 * 60 * 60 * 1000;
const guestBatch = 100;

/** Ends the stay of guests who do not come back, as deleting an account would. */
export async function removeLostGuests(
  services: Pick<Services, 'db' | 'log' | 'clock' | 'logger' | 'accountTies'>,
  inPieces: InPieces,
): Promise<void> {
  const { db, clock, logger } = services;
  let lost: number[] = [];
  let hasFailed = false;
  await inPieces(async () => {
    // Those who can't be removed now would be found again for ever.
    if (lost.length === 0 && !hasFailed)
      lost = await findLostGuests(db.read, clock.now() - guestLifetimeMs, guestBatch);
    const id = lost.shift();
    if (id === undefined) return false;
    await deleteAccount(services, id).catch((error) => {
      hasFailed = true;
      logFailure(logger, error, 'removing a guest failed');
    });
    return true;
  });
}
