import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useInside, useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';

/** A glance; and in a burst of messages, how often it is told how far one is. */
const glanceMs = 400;

interface ReadMarkerOptions {
  view: OpenChatView;
  /** The newest message is in view. */
  isAtBottom: boolean;
}

/** Tells the server what has been read: what stood at the bottom of the log while somebody could look at it. */
export function useReadMarker({ view, isAtBottom }: ReadMarkerOptions): void {
  const { state } = useStore();
  const inside = useInside();
  const line = useValue(state.line);
  const isVisible = useIsVisible();
  const { uri, messages, chat } = view;
  const newestId = useRef(0);
  newestId.current = messages.at(-1)?.id ?? 0;
  const isAttended = isAtBottom && isVisible;
  useLayoutEffect(() => {
    if (!isAttended) return;
    state.attended.value = uri;
    return () => {
      state.attended.value = null;
    };
  }, [isAttended, uri, state]);
  // Once more when the line is back: what was told while it was down is lost.
  const isDue = isAttended && chat.unread > 0 && line === 'up';
  useEffect(() => {
    if (!isDue) return;
    let toldId = 0;
    // Not put off by each message: who follows a burst reads it all the same.
    const timer = setInterval(() => {
      if (newestId.current <= toldId) return;
      toldId = newestId.current;
      inside.presence.markRead(uri, toldId);
    }, glanceMs);
    return () => clearInterval(timer);
  }, [isDue, uri, inside]);
}

function useIsVisible(): boolean {
  const [isVisible, setIsVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const gone = new AbortController();
    const look = () => setIsVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look, { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return isVisible;
}
