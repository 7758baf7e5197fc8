import { useEffect, useState } from 'preact/hooks';
import { atLeast } from './breakpoints.ts';

const wide = atLeast('beside');

/** Whether there is room for the list beside the chat; follows the window. */
export function useWide(): boolean {
  const [isWide, setIsWide] = useState(() => matchMedia(wide).matches);
  useEffect(() => {
    const gone = new AbortController();
    const query = matchMedia(wide);
    query.addEventListener('change', () => setIsWide(query.matches), { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return isWide;
}
