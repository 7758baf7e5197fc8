import { isAftermath } from './faults.ts';

/**
 * Waits until all of these have ended, so that nothing of them is under way any more. Throws what the first of them threw, but for what
 * failed only because another did.
 */
export async function together<T extends readonly unknown[]>(
  promises: [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ended = await Promise.allSettled(promises);
  const errors = ended.flatMap((each) => (each.status === 'rejected' ? [{ error: each.reason }] : []));
  const cause = errors.find(({ error }) => !isAftermath(error)) ?? errors[0];
  if (cause) throw cause.error;
  return Promise.all(promises);
}
