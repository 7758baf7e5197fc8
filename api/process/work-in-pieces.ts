import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Goes on as long as `piece` says that there is more. Between two it waits as long as one took, so that upkeep has half of the writer at
 * most, and whoever writes is let in.
 */
export async function workInPieces(
  piece: () => Promise<boolean>,
  isStopped: () => boolean = () => false,
): Promise<void> {
  for (;;) {
    const startedAt = performance.now();
    const isMore = await piece();
    if (!isMore || isStopped()) return;
    await sleep(performance.now() - startedAt);
  }
}

/** Rows written by one piece of upkeep: a few milliseconds, so that no send waits long for it. */
export const pieceSize = 500;

/** Lets a piece of work follow another, until told to stop. */
export type InPieces = (piece: () => Promise<boolean>) => Promise<void>;
