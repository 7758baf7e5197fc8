import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useInside, useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { reachesTo } from '../../store/world/world.ts';
import { lastSeenIn } from './log-places.ts';

/** A glance; and in a burst of messages, how often it is told how far one is. */
const glanceMs = 400;

interface ReadMarkerOptions {
  view: OpenChatView;
  log: RefObject<HTMLElement | null>;
  /** The newest message is in view. */
  isAtBottom: boolean;
  /** Somebody can look at the page. */
  isWatched: boolean;
}

/**
 * Tells the server what has been read: what was on the screen while somebody could look at it. Whoever goes to the newest has
 * read all before it.
 */
export function useReadMarker({ view, log, isAtBottom, isWatched }: ReadMarkerOptions): void {
  const { state } = useStore();
  const inside = useInside();
  const line = useValue(state.line);
  const { uri, chat } = view;
  const latest = useRef(view);
  latest.current = view;
  const isAttended = isAtBottom && isWatched;
  useLayoutEffect(() => {
    if (!isAttended) return;
    state.attended.value = uri;
    // To come is to read; a mark as unread that is made while one is there stays until one comes again.
    if (chat.marked_unread) inside.presence.markRead(uri, chat.read_message_id);
    return () => {
      state.attended.value = null;
    };
  }, [isAttended, uri, state]);
  // Once more when the line is back: what was told while it was down is lost.
  const isDue = isWatched && chat.unread > 0 && line === 'up';
  useEffect(() => {
    if (!isDue) return;
    let toldId = 0;
    // Not put off by each message: who follows a burst reads it all the same.
    const timer = setInterval(() => {
      const { messages, chat } = latest.current;
      // A find in the midst of what is unread leaves out what is before it.
      if (!isAtBottom && !reachesTo(latest.current, chat.read_message_id)) return;
      const seenId = isAtBottom ? (messages.at(-1)?.id ?? 0) : lastSeenIn(log.current);
      if (seenId <= Math.max(toldId, chat.read_message_id)) return;
      toldId = seenId;
      inside.presence.markRead(uri, toldId);
    }, glanceMs);
    return () => clearInterval(timer);
  }, [isDue, isAtBottom, uri, inside]);
}

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
