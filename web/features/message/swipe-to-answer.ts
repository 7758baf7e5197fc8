import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isRightToLeft } from '../../browser/direction.ts';
import type { Message, User } from '../../net/wire.ts';
import { useInside } from '../../store/context.ts';
import { answer } from './answer.ts';

/** So far along the text is meant. */
const farPx = 56;
/** It follows the finger no further. */
const mostPx = 72;
/** A finger that goes so far has a direction. */
const slackPx = 12;
/** At the edge begins the system's own way back. */
const edgePx = 24;

export interface SwipeProps {
  log: RefObject<HTMLElement | null>;
  messages: readonly Message[];
  me: User;
}

/** A finger that draws a message along the text, to the right in most languages, answers it. Where less is to move on the screen, it stays in its place and is framed. */
export function SwipeToAnswer({ log, messages, me }: SwipeProps): null {
  const inside = useInside();
  const latest = useRef(messages);
  latest.current = messages;
  useEffect(() => {
    const side = isRightToLeft() ? -1 : 1;
    const gone = new AbortController();
    let over = new AbortController();
    const onDown = (down: PointerEvent) => {
      over.abort();
      const row = rowUnder(down);
      const message = latest.current.find(({ id, deleted }) => id === Number(row?.dataset.id) && !deleted);
      if (!row || !message) return;
      over = new AbortController();
      const { signal } = over;
      let drawnPx = 0;
      let isSwipe = false;
      const onMove = ({ clientX, clientY, pointerId }: PointerEvent) => {
        // A second finger zooms.
        if (pointerId !== down.pointerId) return over.abort();
        const [far, across] = [side * (clientX - down.clientX), Math.abs(clientY - down.clientY)];
        if (!isSwipe && Math.hypot(far, across) < slackPx) return;
        isSwipe ||= far > 2 * across;
        if (!isSwipe) return over.abort();
        drawnPx = Math.max(0, Math.min(mostPx, far));
        draw(row, side * drawnPx);
      };
      const onUp = () => {
        over.abort();
        if (drawnPx >= farPx) answer(message, { ...inside, me });
      };
      signal.addEventListener('abort', () => draw(row, 0));
      document.addEventListener('pointermove', onMove, { signal });
      document.addEventListener('pointerup', onUp, { signal });
      // Taken for scrolling.
      document.addEventListener('pointercancel', () => over.abort(), { signal });
    };
    log.current?.addEventListener('pointerdown', onDown, { signal: gone.signal });
    return () => {
      over.abort();
      gone.abort();
    };
  }, [log]);
  return null;
}

function rowUnder({ target, pointerType, isPrimary, clientX }: PointerEvent): HTMLElement | null {
  if (pointerType !== 'touch' || !isPrimary || isAtEdge(clientX) || !(target instanceof Element)) return null;
  // Code scrolls sideways itself.
  return target.closest('form, dialog, pre') ? null : target.closest<HTMLElement>('.message[data-id]');
}

function isAtEdge(x: number): boolean {
  return (isRightToLeft() ? innerWidth - x : x) < edgePx;
}

/** To the right, or to the left where it is less than nothing. */
function draw(row: HTMLElement, drawnPx: number): void {
  const moves = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  row.classList.toggle('message-drawn', moves && drawnPx !== 0);
  row.classList.toggle('message-answers', Math.abs(drawnPx) >= farPx);
  row.style.setProperty('--drawn', `${drawnPx}px`);
}
