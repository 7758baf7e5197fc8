import { useEffect, useState } from 'preact/hooks';
import { RequestFailure } from '../../net/failure.ts';
import type { Message } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { toProblem } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';
import { createSearchActions } from './search-actions.ts';

/** A short break between two letters, not a pause to think. */
const settleMs = 250;

/** A timer counts no further than 24 days. */
const longestMs = 24 * 60 * 60 * 1000;

export interface Found {
  /** What was looked for. */
  words: string;
  /** The newest first. */
  messages: readonly Message[];
  hasMore: boolean;
}

/** What the words in the field are found in, in a chat or (null) in all of one's own, kept up with what is typed. */
export function useSearch(where: string | null, typed: string) {
  const actions = useActions(createSearchActions);
  const words = typed.trim();
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const look = async (signal: AbortSignal, sofar: readonly Message[]) => {
    const oldest = sofar.at(-1)?.id;
    try {
      const page = await actions.find({ where, words, before: oldest, signal });
      if (signal.aborted) return;
      setFound({ words, messages: [...sofar, ...page.messages], hasMore: page.has_more });
      setProblem(null);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof RequestFailure)) throw error;
      setProblem(toProblem(error));
    }
  };

  useEffect(() => {
    const over = new AbortController();
    if (words === '') {
      setFound(null);
      setProblem(null);
      return;
    }
    const timer = setTimeout(() => void look(over.signal, []), settleMs);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [where, words]);

  useEffect(() => {
    if (!found) return;
    const ends = found.messages.map(({ expires_at: at }) => (at ? Date.parse(at) : Infinity));
    const leftMs = Math.min(...ends) - Date.now();
    if (leftMs === Infinity) return;
    const timer = setTimeout(
      () => setFound({ ...found, messages: found.messages.filter((_, i) => (ends[i] ?? 0) > Date.now()) }),
      Math.min(leftMs, longestMs),
    );
    return () => clearTimeout(timer);
  }, [found]);

  const isUpToDate = found?.words === words;
  return {
    /** Null: nothing was looked for yet. */
    found,
    isLooking: words !== '' && !isUpToDate && !problem,
    problem,
    /** Older ones. */
    lookOn: () => (found && isUpToDate ? look(new AbortController().signal, found.messages) : undefined),
  };
}
