import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';

/** How often the line has come back since this was first shown: what failed without it may be tried again, and its problem is over. */
export function useLineReturns(): number {
  const isUp = useValue(useStore().state.line) === 'up';
  const [returns, setReturns] = useState(0);
  const wasUp = useRef(isUp);
  useEffect(() => {
    if (isUp && !wasUp.current) setReturns((count) => count + 1);
    wasUp.current = isUp;
  }, [isUp]);
  return returns;
}
