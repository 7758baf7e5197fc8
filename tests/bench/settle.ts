import type { Answer } from './connection.ts';
import { askEach } from './load.ts';
import { cursorIn, poll } from './request.ts';
import type { Target } from './target.ts';
import type { Resident } from './world.ts';

/** The server gathers the news of who is there for 200 ms before it tells anyone. */
const gatherMs = 400;

/**
 * Everyone polls once, which proves their tokens and makes them present, and once more when all are there: from these
 * cursors on nothing is news until somebody says something.
 */
export async function settle(
  { port }: Pick<Target, 'port'>,
  residents: readonly Resident[],
): Promise<string[]> {
  const first = residents.map(({ token }) => poll({ token }));
  await askEach(port, first, 200);
  await sleep(gatherMs);
  return (await askEach(port, first, 200)).map((answer: Answer) => cursorIn(answer));
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
