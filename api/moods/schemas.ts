import { z } from 'zod';
import { integer, optional } from '../http/input/fields.ts';
import type { UserJson } from '../users/schemas.ts';

export const defaultBuckets = 24;
export const maxBuckets = 200;

/** A chart is drawn as wide as someone asks for, so more than the most is refused and not lowered. */
export const readMood = z.object({ buckets: optional(integer({ min: 1, max: maxBuckets })) });

/** `average` is null where there is nothing to average. */
interface MoodOf {
  average: number | null;
  count: number;
}

export interface MoodJson extends MoodOf {
  /** Pieces of the time from the first to the last message, in order; `to` is where the next begins. */
  series: (MoodOf & { from: string; to: string })[];
  /** Authors, those who said the most first. */
  members: (MoodOf & { user: UserJson })[];
}
