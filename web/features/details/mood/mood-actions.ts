import { panelPath } from '../../../net/panel-paths.ts';
import type { Mood } from '../../../net/wire.ts';
import type { FeatureDeps } from '../../../store/actions/feature-deps.ts';
import { problemOf } from '../../../store/problem.ts';
import type { Problem } from '../../../words/en/problems.ts';

export function createMoodActions({ ask }: FeatureDeps) {
  return {
    /** How the chat sounded, its time cut into so many pieces. */
    readMood: async (
      uri: string,
      buckets: number,
    ): Promise<{ mood: Mood | null; problem: Problem | null }> => {
      let mood: Mood | null = null;
      const problem = await problemOf(async () => {
        mood = await ask<Mood>(panelPath.mood(uri, buckets));
      });
      return { mood, problem };
    },
  };
}
