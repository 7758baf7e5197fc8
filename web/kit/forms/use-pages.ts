import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ListPage } from '../../net/wire.ts';
import { problemOf } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';
import { useLineReturns } from '../use-line-returns.ts';

interface Pages<Item> {
  /** Null until the first page is there. */
  items: readonly Item[] | null;
  hasMore: boolean;
  problem: Problem | null;
  showMore(): void;
  /** Reads again all pages that are shown. */
  refresh(): void;
}

/**
 * A list of the API, a page at a time, read when it is first shown and again whenever `mark` changes or the line is back. `read` is to stay
 * the same function for the same list.
 */
export function usePages<Item>(
  read: (page: number, signal: AbortSignal) => Promise<ListPage<Item>>,
  mark: unknown,
): Pages<Item> {
  const [items, setItems] = useState<readonly Item[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wanted, setWanted] = useState({ pages: 1 });

  const returns = useLineReturns();

  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const load = async () => {
      const found: Item[] = [];
      for (let page = 1, isLast = false; page <= wanted.pages && !isLast; page++) {
        const { results, next } = await read(page, signal);
        found.push(...results);
        isLast = next === null;
        setHasMore(!isLast);
      }
      if (!signal.aborted) setItems(found);
    };
    problemOf(load).then(
      (found) => !signal.aborted && setProblem(found),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
    return () => gone.abort();
  }, [read, mark, wanted, returns]);

  return {
    items,
    hasMore,
    problem,
    showMore: useCallback(() => setWanted(({ pages }) => ({ pages: pages + 1 })), []),
    refresh: useCallback(() => setWanted(({ pages }) => ({ pages })), []),
  };
}
