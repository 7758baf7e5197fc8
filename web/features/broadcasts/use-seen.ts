import { useEffect, useRef } from 'preact/hooks';
import { insidePath } from '../../net/inside-paths.ts';
import { useInside } from '../../store/context.ts';
import { problemOf } from '../../store/problem.ts';

/** Tells the server what is on the screen, each once for this page, and what a hidden tab shows when one looks at it. What fails is not told. */
export function useSeen(ids: readonly number[]): void {
  const { ask } = useInside().featureDeps;
  const told = useRef(new Set<number>());
  const list = ids.join();
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === 'hidden') return;
      for (const id of ids.filter((each) => !told.current.has(each))) {
        told.current.add(id);
        void problemOf(() => ask(insidePath.broadcastSeen(id), { method: 'PUT' }));
      }
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [ask, list]);
}
