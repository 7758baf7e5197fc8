import type { Waiters, Waiting, Wake } from './waiters.ts';

export type Outcome<T> = { found: T } | { found: null; reason: Exclude<Wake, 'news'> | 'gone' };

/** What to look for while waiting, and whom to tell. Exactly one of `done` and `failed` is called, once. */
export interface Wait<T> {
  /** News, or null. A promise only where SQL is needed. */
  look(): T | null | Promise<T | null>;
  /** Is given what to call when the caller has hung up; that ends the wait at once, also while a look is under way. */
  onGone(leave: () => void): void;
  done(outcome: Outcome<T>): void;
  failed(error: unknown): void;
}

/**
 * Holds a poll until `look` finds something, or until there is a reason to end without. Register, then look, then wait: a
 * wake-up that comes between looking and waiting is kept by the waiter, so none is lost. The last look is at the deadline,
 * which makes a wake-up that never came cost time only. Callbacks and not promises: of a thousand readers who are woken
 * the first has its answer before the last is looked at.
 */
export function waitForEvents<T>(waiters: Waiters, waiting: Waiting, wait: Wait<T>): void {
  const waiter = waiters.add(waiting);
  let isOver = false;

  const end = (tell: () => void) => {
    if (isOver) return;
    isOver = true;
    waiters.remove(waiter);
    tell();
  };
  const finish = (outcome: Outcome<T>) => end(() => wait.done(outcome));
  const fail = (error: unknown) => end(() => wait.failed(error));
  const look = (otherwise: () => void) => {
    const judge = (found: T | null) => (found === null ? otherwise() : finish({ found }));
    try {
      const found = wait.look();
      if (found instanceof Promise) found.then(judge).catch(fail);
      else judge(found);
    } catch (error) {
      fail(error);
    }
  };
  const park = () =>
    waiter.next((reason) => {
      if (reason === 'news') look(park);
      else if (reason === 'deadline') look(() => finish({ found: null, reason }));
      else finish({ found: null, reason });
    });

  // A place that nobody waits at is free for the next: it must not depend on a database that may be slow to answer the look.
  wait.onGone(() => finish({ found: null, reason: 'gone' }));
  if (!isOver) look(park);
}
