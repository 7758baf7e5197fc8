import '../../kit/parts/inside-pages.ts';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useInside, useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { reachesTo } from '../../store/world/world.ts';

/** A glance; and in a burst of messages, how often it is told how far one is. */
const glanceMs = 400;

interface ReadMarkerProps {
  view: OpenChatView;
  log: RefObject<HTMLElement | null>;
  /** The newest message is in view. */
  isAtBottom: boolean;
}

/**
 * Tells the server what has been read, as long as it is there: what was on the screen. Whoever goes to the newest has read all
 * before it.
 */
export function ReadMarker({ view, log, isAtBottom }: ReadMarkerProps): null {
  const { state } = useStore();
  const inside = useInside();
  const line = useValue(state.line);
  const { uri } = view;
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    // Once more when the line is back: what was told while it was down is lost.
    if (line !== 'up') return;
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
  }, [line, isAtBottom, uri, inside]);
  return null;
}

/** The id of the last message that is in view to its end, or was before; 0 when there is none. */
function lastSeenIn(log: Element | null): number {
  const bottom = log?.getBoundingClientRect().bottom ?? 0;
  const rows = [...(log?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
  return Number(rows.findLast((row) => row.getBoundingClientRect().bottom <= bottom)?.dataset.id ?? 0);
}
