import type { Waiters } from '../log/waiting/waiters.ts';
import { Distribution } from '../process/metrics.ts';
import type { Turns } from '../process/turns.ts';

/** Whom wakeReaders needs. */
export type Wakeable = Pick<Waiters, 'wakeUser' | 'revoke' | 'users'>;

/** People at a time: half a millisecond of work, then whoever came meanwhile has a turn. */
const slice = 8;

/**
 * Wakes people after whoever wrote has been answered, and in slices, a crowd of them behind what is said meanwhile, so that a message to a
 * thousand readers holds up nobody else. One who is
 * to be woken twice meanwhile is woken once. A log-in that has ended ends its polls at once. `waits` is told how long they waited for it,
 * in seconds: those of a slice since the first of all that are due was.
 */
export function wakeInSlices(
  waiters: Waiters,
  turns: Turns,
  onFailure: (error: unknown) => void,
  waits = new Distribution([]),
): Wakeable {
  /** The chat there is news of; null where there are several. Only people who wait here, so it is bounded by those. */
  const due = new Map<number, number | null>();
  let isScheduled = false;
  let dueSince = 0;

  const schedule = () => {
    isScheduled = true;
    setImmediate(wakeSome);
  };

  const wakeSome = () => {
    if (turns.hasToWait(due.size, wakeSome)) return;
    isScheduled = false;
    let count = 0;
    for (const [userId, chatId] of due) {
      due.delete(userId);
      try {
        waiters.wakeUser(userId, chatId);
      } catch (error) {
        // One whose answer fails keeps nobody else from theirs.
        onFailure(error);
      }
      count += 1;
      if (count === slice) break;
    }
    waits.observe((performance.now() - dueSince) / 1000, count);
    if (due.size > 0 && !isScheduled) schedule();
  };

  return {
    users: () => waiters.users(),
    revoke: (userId, endOf) => waiters.revoke(userId, endOf),
    wakeUser(userId, chatId) {
      if (waiters.countOfUser(userId) === 0) return;
      if (due.size === 0) dueSince = performance.now();
      const before = due.get(userId);
      due.set(userId, before === undefined || before === chatId ? chatId : null);
      if (!isScheduled) schedule();
    },
  };
}
