import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../api/db/database.ts';
import { Follower } from '../../api/log/follower.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { systemClock } from '../../api/process/clock.ts';

const references = referencesBy(systemClock);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One whose looks are counted, and find no database. */
function watchedFollower() {
  const read = vi.fn(() => {
    throw new Error('There is no database.');
  });
  const db = { read } as unknown as Database;
  return { follower: new Follower({ db, references, canHear: () => false }, 0), read };
}

test('what happened elsewhere is looked for soon', async () => {
  const { follower, read } = watchedFollower();
  follower.lookSoon();
  await vi.advanceTimersByTimeAsync(100);
  expect(read).toHaveBeenCalled();
});

// A read that begins while the database closes leaves a timer behind, and the process with it.
test('once it is closed it looks no more, also for what it had meant to look for', async () => {
  const { follower, read } = watchedFollower();
  // The second is meant for some milliseconds later.
  follower.lookSoon();
  follower.lookSoon();
  await follower.close();
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(read).toHaveBeenCalledTimes(1);
});
