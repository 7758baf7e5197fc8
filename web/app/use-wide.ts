import { useEffect, useState } from 'preact/hooks';

/** From here on the list stands beside the open chat; narrower, the chat covers it. The style sheet agrees. */
const wide = '(min-width: 60rem)';

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
