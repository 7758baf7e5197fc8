import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useStore } from '../../store/context.ts';

/** Whether somebody can look at the page: it is in view, and its window is the one that is used. */
export function useIsWatched(): boolean {
  const look = () => document.visibilityState === 'visible' && document.hasFocus();
  const [isWatched, setIsWatched] = useState(look);
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const lookAgain = () => setIsWatched(look());
    document.addEventListener('visibilitychange', lookAgain, { signal });
    window.addEventListener('focus', lookAgain, { signal });
    window.addEventListener('blur', lookAgain, { signal });
    return () => gone.abort();
  }, []);
  return isWatched;
}

/** Says in the store which chat is read by whoever looks at the page, while its newest message is in view. */
export function useAttended(uri: string, isAttended: boolean): void {
  const { attended } = useStore().state;
  useLayoutEffect(() => {
    if (!isAttended) return;
    attended.value = uri;
    return () => {
      attended.value = null;
    };
  }, [isAttended, uri, attended]);
}
