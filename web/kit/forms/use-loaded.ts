import { useCallback, useEffect, useState } from 'preact/hooks';
import { problemOf } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';
import { useLineReturns } from '../use-line-returns.ts';

/** While one types, the server is asked when one pauses. */
const pauseMs = 200;

export interface Loaded<Found> {
  /** Undefined until the first answer. */
  found: Found | undefined;
  problem: Problem | null;
  /** Asks again now, and drops what is on its way: for who has just changed it. */
  refresh(): void;
}

/**
 * What `load` finds for a text, asked again when the text changes, every `everyMs`,
 * and when the line is back. The answer before stays until the next
 * one is there; an answer that was overtaken is dropped.
 */
export function useLoaded<Found>(
  load: (text: string, signal: AbortSignal) => Promise<Found>,
  { text = '', everyMs }: { text?: string; everyMs?: number } = {},
): Loaded<Found> {
  const [loaded, setLoaded] = useState<Omit<Loaded<Found>, 'refresh'>>({ found: undefined, problem: null });
  const returns = useLineReturns();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const over = new AbortController();
    const ask = async () => {
      let found: Found | undefined;
      const problem = await problemOf(async () => {
        found = await load(text, over.signal).catch((error: unknown) => {
          if (over.signal.aborted) return undefined;
          throw error;
        });
      });
      if (!over.signal.aborted) setLoaded((before) => ({ found: problem ? before.found : found, problem }));
    };
    const first = setTimeout(ask, text === '' ? 0 : pauseMs);
    const again = everyMs === undefined ? undefined : setInterval(ask, everyMs);
    return () => {
      over.abort();
      clearTimeout(first);
      clearInterval(again);
    };
  }, [load, text, everyMs, returns, round]);
  return { ...loaded, refresh: useCallback(() => setRound((before) => before + 1), []) };
}
