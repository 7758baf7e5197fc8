import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Anchor, belowPx, bottomOf, findAnchor, makeLastReachable, showLine } from './log-places.ts';

/** Rounding of zoomed pixels, and a finger's width of carelessness. */
const slackPx = 40;
/** What comes before or after is asked for before one gets there. */
const nearPx = 600;

interface LogScrollOptions {
  /** Changes whenever what is shown does. */
  content: unknown;
  newestId: number | undefined;
  /** Messages of one's own on their way. */
  outgoingCount: number;
  /** More messages are below those at hand: there is no bottom to stay at. */
  isElsewhere: boolean;
  /** What is below the line came while nobody looked. */
  isUnseen: boolean;
  /** More messages are on their way. */
  isLoading: boolean;
  /** One is near the first or the last line at hand, and there may be more behind it. */
  onNear(end: 'first' | 'last'): void;
  /** One has scrolled to the newest. */
  onReached(): void;
}

interface LogScroll {
  log: RefObject<HTMLDivElement | null>;
  /** The newest message that has been in view; null while the newest is in view. */
  leftAtId: number | null;
  toBottom(): void;
  /** Brings a row into view and stays there. */
  toRow(row: Element): void;
}

/**
 * Keeps a log where its reader expects it: where the unread begins when one comes, at the bottom while one is there, at the line
 * one reads when anything above it grows or shrinks, and back to the bottom when one sends something.
 */
export function useLogScroll(options: LogScrollOptions): LogScroll {
  const { content, newestId, outgoingCount, isElsewhere, isLoading } = options;
  const log = useRef<HTMLDivElement>(null);
  const [leftAtId, setLeftAtId] = useState<number | null>(null);
  const isAtBottom = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  const isOpening = useRef(true);
  const lastOutgoingCount = useRef(outgoingCount);
  const reachPx = useRef(0);
  const latest = useRef(options);
  latest.current = options;

  /** The newest message there is stands in view. */
  const isAtEnd = (element: Element) => belowPx(element) <= slackPx && !latest.current.isElsewhere;

  const keepPlace = () => {
    const element = log.current;
    if (!element) return;
    const { row, bottomPx } = anchor.current ?? {};
    reachPx.current = element.scrollHeight - element.clientHeight;
    if (isAtBottom.current) element.scrollTop = element.scrollHeight;
    else if (row?.isConnected) element.scrollTop += bottomOf(row, element) - (bottomPx ?? 0);
    // Nothing that is unseen leaves the view by itself.
    const isHeld = isOpening.current || (isAtBottom.current && latest.current.isUnseen);
    if (isHeld && element.clientHeight > 0) {
      showLine(element);
      settleAt(isAtEnd(element));
    }
    anchor.current = findAnchor(element);
    // What got shorter may end in view without scrolling, and nothing else would tell.
    if (element.clientHeight > 0 && isAtEnd(element)) settleAt(true);
  };

  const lookAtEnds = () => {
    const element = log.current;
    if (!element || isAtBottom.current) return;
    if (element.scrollTop < nearPx) latest.current.onNear('first');
    if (belowPx(element) < nearPx) latest.current.onNear('last');
  };

  const settleAt = (isNow: boolean) => {
    if (isNow === isAtBottom.current) return;
    isAtBottom.current = isNow;
    setLeftAtId(isNow ? null : (latest.current.newestId ?? 0));
  };

  const toBottom = () => {
    settleAt(true);
    keepPlace();
  };

  const toRow = (row: Element) => {
    const element = log.current;
    if (!element) return;
    settleAt(false);
    row.scrollIntoView({ block: 'center' });
    anchor.current = findAnchor(element);
    // In a talk that is all in view nothing scrolled, and the newest is where it was.
    settleAt(isAtEnd(element));
  };

  useLayoutEffect(() => {
    if (outgoingCount > lastOutgoingCount.current) settleAt(true);
    else if (isElsewhere) settleAt(false);
    lastOutgoingCount.current = outgoingCount;
    keepPlace();
    isOpening.current = false;
    makeLastReachable(log.current);
  }, [content, newestId, outgoingCount, isElsewhere]);

  // Whoever went on to the end meanwhile stands there without scrolling.
  useLayoutEffect(() => {
    if (!isLoading) lookAtEnds();
  }, [isLoading]);

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const left = new AbortController();
    const onScroll = () => {
      // A composer or a message that grew since took the last line away, and not the reader: the observer brings it back.
      if (isAtBottom.current && element.scrollHeight - element.clientHeight !== reachPx.current) return;
      anchor.current = findAnchor(element);
      if (!isAtBottom.current && isAtEnd(element)) latest.current.onReached();
      settleAt(isAtEnd(element));
      lookAtEnds();
    };
    element.addEventListener('scroll', onScroll, { passive: true, signal: left.signal });
    // A keyboard that rises, a window that narrows, a composer that grows, a block that is drawn: before it is painted.
    const observer = new ResizeObserver(keepPlace);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    left.signal.addEventListener('abort', () => observer.disconnect());
    return () => left.abort();
  }, []);

  return { log, leftAtId, toBottom, toRow };
}
