import { z } from 'zod';
import { integer, optional } from '../http/input/fields.ts';
import { count, time } from '../http/schema/answer-fields.ts';
import { user } from '../users/schemas.ts';

export const defaultBuckets = 24;
export const maxBuckets = 200;

/** A chart is drawn as wide as someone asks for, so more than the most is refused and not lowered. */
export const readMood = z.object({ buckets: optional(integer({ min: 1, max: maxBuckets })) });

const moodOf = z.object({
  average: z.number().nullable().meta({ description: 'Null of nothing.', example: 0.4 }),
  count: count(),
});

export const mood = moodOf
  .extend({
    series: z.array(moodOf.extend({ from: time(), to: time() })).meta({
      description:
        'Pieces of the time from the first to the last message, in order; `to` is where the next begins.',
    }),
    members: z
      .array(moodOf.extend({ user }))
      .meta({ description: 'Authors, those who said the most first.' }),
  })
  .meta({ id: 'Mood' });
export type MoodJson = z.infer<typeof mood>;
