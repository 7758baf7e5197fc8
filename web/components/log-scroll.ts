import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rounding of zoomed pixels, and a finger's width of carelessness. */
const slackPx = 40;

interface LogScrollOptions {
  /** The oldest message at hand: it changes when older ones load above. */
  oldestId: number | undefined;
  newestId: number | undefined;
  /** Messages of one's own on their way. */
  outgoingCount: number;
  noticeCount: number;
}

interface LogScroll {
  log: RefObject<HTMLDivElement | null>;
  /** The newest message that has been in view; null while the newest is in view. */
  leftAtId: number | null;
  toBottom(): void;
}

/**
 * Keeps a log where its reader expects it: at the bottom while they are there, at the line they read when older
 * messages load above or newer ones arrive below, and back to the bottom when they send something themselves.
 */
export function useLogScroll(options: LogScrollOptions): LogScroll {
  const { oldestId, newestId, outgoingCount, noticeCount } = options;
  const log = useRef<HTMLDivElement>(null);
  const [leftAtId, setLeftAtId] = useState<number | null>(null);
  const isAtBottom = useRef(true);
  const oldest = useRef<{ id: number | undefined; row: HTMLElement | null; bottom: number }>(null);
  const lastOutgoingCount = useRef(outgoingCount);
  const newest = useRef(newestId);

  const toBottom = () => {
    isAtBottom.current = true;
    setLeftAtId(null);
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  };

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const before = oldest.current;
    // Measured at its lower edge: its upper part loses the name when an older message of the same author joins it.
    const shiftPx = before?.row ? bottomOf(before.row) - before.bottom : 0;
    if (before && before.id !== oldestId) element.scrollTop += shiftPx;
    if (outgoingCount > lastOutgoingCount.current || isAtBottom.current) toBottom();
    const row = element.querySelector<HTMLElement>('.message');
    oldest.current = { id: oldestId, row, bottom: row ? bottomOf(row) : 0 };
    lastOutgoingCount.current = outgoingCount;
    newest.current = newestId;
  }, [oldestId, newestId, outgoingCount, noticeCount]);

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const left = new AbortController();
    const onScroll = () => {
      const isNow = element.scrollHeight - element.scrollTop - element.clientHeight <= slackPx;
      if (isNow === isAtBottom.current) return;
      isAtBottom.current = isNow;
      setLeftAtId(isNow ? null : (newest.current ?? 0));
    };
    element.addEventListener('scroll', onScroll, { passive: true, signal: left.signal });
    // A keyboard that rises, a window that narrows or a composer that grows must not hide the last line.
    const observer = new ResizeObserver(() => {
      if (isAtBottom.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    left.signal.addEventListener('abort', () => observer.disconnect());
    return () => left.abort();
  }, []);

  return { log, leftAtId, toBottom };
}

function bottomOf(row: HTMLElement): number {
  return row.offsetTop + row.offsetHeight;
}
