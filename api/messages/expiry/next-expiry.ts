import type { Services } from '../../services.ts';
import { expiriesIn } from './in-memory.ts';
import { findNextExpiry } from './queries.ts';

/** When something is to be erased next, by what this process has heard: whoever asks whether it is time takes no SQL until then. */
export interface NextExpiry {
  /** Whether something that was heard of has expired since the last `look`. */
  isDue(): boolean;
  /** Asks the database: what was said to those of whom nobody is here was not heard. */
  look(): Promise<void>;
}

export function followExpiries({ db, log, clock }: Pick<Services, 'db' | 'log' | 'clock'>): NextExpiry {
  // What is left from before the start.
  let nextMs = 0;
  log.onEvents((events) => {
    for (const event of events) for (const { atMs } of expiriesIn(event)) nextMs = Math.min(nextMs, atMs);
  });
  return {
    isDue: () => clock.now() >= nextMs,
    async look() {
      nextMs = Infinity;
      nextMs = Math.min(nextMs, (await findNextExpiry(db.read)) ?? Infinity);
    },
  };
}
