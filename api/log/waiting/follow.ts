import type { Waiters, Waiting, Wake } from './waiters.ts';

/** What a beat may find: its reader takes nothing any more, or has had its time. */
export type Over = 'revoked' | 'stuck' | 'over';
export type Ended = Exclude<Wake, 'news' | 'deadline'> | Over | 'gone';

/** What to look for again and again, and whom to tell. Exactly one of `ended` and `failed` is called, once, and nothing after it. */
export interface Following<T> {
  /** News, or null. A promise only where SQL is needed. */
  look(): T | null | Promise<T | null>;
  /** Tells where the reader is not to read on. */
  found(found: T): Over | null;
  /** The first look, or that of a beat, found nothing. */
  quiet(): Over | null;
  /** While what was found waits to be taken, nothing is looked for; whoever has taken it says `lookAgain`. */
  isFull(): boolean;
  /** At each deadline: when the next is, on the clock that never goes back; or why it is over. */
  beat(waiting: Waiting): number | Over;
  /** Is given what to call when the caller has hung up; that ends it at once, also while a look is under way. */
  onGone(leave: () => void): void;
  ended(reason: Ended): void;
  failed(error: unknown): void;
}

export interface Followed {
  lookAgain(): void;
  end(reason: Ended): void;
}

/**
 * As `waitForEvents`, for who goes on after each finding: registered once, then look, then wait. The deadline is a beat, with a look of
 * its own, so that a wake-up that never came costs time only.
 */
export function followEvents<T>(waiters: Waiters, waiting: Waiting, following: Following<T>): Followed {
  const waiter = waiters.add(waiting);
  let isOver = false;

  const stop = (tell: () => void) => {
    if (isOver) return;
    isOver = true;
    waiters.remove(waiter);
    tell();
  };
  const end = (reason: Ended) => stop(() => following.ended(reason));
  const fail = (error: unknown) => stop(() => following.failed(error));
  const park = () => {
    if (!isOver) waiter.next(goOn);
  };
  const judge = (found: T | null, tellsQuiet: boolean) => {
    if (isOver) return;
    let over: Over | null = null;
    if (found !== null) over = following.found(found);
    else if (tellsQuiet) over = following.quiet();
    if (over) end(over);
    else park();
  };
  const look = (tellsQuiet: boolean) => {
    if (following.isFull()) return park();
    try {
      const found = following.look();
      if (found instanceof Promise) found.then((late) => judge(late, tellsQuiet)).catch(fail);
      else judge(found, tellsQuiet);
    } catch (error) {
      fail(error);
    }
  };
  const goOn = (reason: Wake) => {
    if (reason === 'news') return look(false);
    if (reason !== 'deadline') return end(reason);
    const next = following.beat(waiter);
    if (typeof next !== 'number') return end(next);
    waiters.postpone(waiter, next);
    look(true);
  };

  following.onGone(() => end('gone'));
  if (!isOver) look(true);
  return { end, lookAgain: () => !isOver && waiters.nudge(waiter) };
}
