/** How a proxy that cuts connections is told from chance. Pure. */

/** Deaths this close to each other have one cause. */
export const sameDeathMs = 1500;
/** What looks like chance is to be excluded more strictly. */
const sameCutMs = 100;
/** How often the browser may have asked for each of two holds, the longest cut first. */
const attempts = [
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 3],
  [3, 1],
  [2, 2],
  [2, 3],
  [3, 2],
  [3, 3],
] as const;

/**
 * The time after which both died, at most as long as they were to be held; null when they have none in common. A browser
 * asks again by itself, unseen, when a connection that was used before is cut: then a hold dies after twice or three
 * times that time.
 */
export function commonCutMs(tookMs: number, deathMs: number | null, waitMs: number): number | null {
  if (deathMs === null) return null;
  for (const [a, b] of attempts) {
    const [cutMs, otherMs] = [tookMs / a, deathMs / b];
    const toleranceMs = a === b ? sameDeathMs : sameCutMs;
    if (cutMs <= waitMs && Math.abs(cutMs - otherMs) <= toleranceMs) return cutMs;
  }
  return null;
}
