import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** As long as with the systems' own menus. */
const heldMs = 500;
/** A finger is never quite still. */
const slackPx = 10;

/** A finger that rests on a message of the log opens its menu. What the finger does until it touches the next time counts for nothing else. */
export function LongPress({ log }: { log: RefObject<HTMLElement | null> }): null {
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = new AbortController();
    const stop = () => clearTimeout(timer);
    const onDown = (event: PointerEvent) => {
      stop();
      over.abort();
      const button = menuButton(event);
      if (!button) return;
      over = new AbortController();
      const touch = { signal: over.signal, capture: true };
      const onMove = ({ clientX, clientY }: PointerEvent) => {
        if (Math.hypot(clientX - event.clientX, clientY - event.clientY) > slackPx) stop();
      };
      document.addEventListener('pointermove', onMove, touch);
      // Lifted too soon, or taken for scrolling.
      for (const type of ['pointerup', 'pointercancel']) document.addEventListener(type, stop, touch);
      timer = setTimeout(() => {
        button.click();
        // Some browsers make a click of it when the finger is lifted, or open a menu of their own.
        for (const type of ['click', 'contextmenu']) document.addEventListener(type, swallow, touch);
        document.addEventListener('pointerdown', () => over.abort(), touch);
      }, heldMs);
    };
    log.current?.addEventListener('pointerdown', onDown, { signal: gone.signal });
    return () => {
      stop();
      over.abort();
      gone.abort();
    };
  }, [log]);
  return null;
}

/** The one that a finger on this message stands for; none where the browser has a menu of its own, or something is written. */
function menuButton({ target, pointerType, isPrimary }: PointerEvent): HTMLElement | null {
  if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return null;
  if (target.closest('a, form, .reactions, .failed')) return null;
  return target.closest('.message')?.querySelector<HTMLElement>('.more') ?? null;
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
