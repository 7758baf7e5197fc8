import { vi } from 'vitest';

/**
 * Moves the wall clock of the servers in this process, which are those of a test. It goes on running, and is right again
 * when the test is over.
 */
export function shiftClock(ms: number): void {
  const shifted = Date.now() + ms;
  const startedAt = performance.now();
  vi.spyOn(Date, 'now').mockImplementation(() => Math.round(shifted + performance.now() - startedAt));
}
