import { useEffect, useState } from 'preact/hooks';
import { useInside, useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';

/** A glance, and the end of a burst of messages. */
const settleMs = 400;

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
  const newestId = messages.at(-1)?.id ?? 0;
  // Once more when the line is back: what was told while it was down is lost.
  const isDue = isAtBottom && isVisible && chat.unread > 0 && newestId > 0 && line === 'up';
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => inside.presence.markRead(uri, newestId), settleMs);
    return () => clearTimeout(timer);
  }, [isDue, uri, newestId, inside]);
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
