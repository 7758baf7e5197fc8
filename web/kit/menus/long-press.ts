import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** As long as with the systems' own menus. */
const heldMs = 500;
/** A finger is never quite still. */
const slackPx = 10;

interface LongPressProps {
  area: RefObject<HTMLElement | null>;
  /** The button that a finger resting there stands for; none where the browser has a menu of its own, or something is written. Always the same. */
  buttonAt(target: Element): HTMLElement | null | undefined;
}

/** A finger that rests on something opens its menu. What the finger does until it touches the next time counts for nothing else. */
export function LongPress({ area, buttonAt }: LongPressProps): null {
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = new AbortController();
    const stop = () => clearTimeout(timer);
    const onDown = (event: PointerEvent) => {
      stop();
      over.abort();
      const button = touched(event, buttonAt);
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
    area.current?.addEventListener('pointerdown', onDown, { signal: gone.signal });
    return () => {
      stop();
      over.abort();
      gone.abort();
    };
  }, [area, buttonAt]);
  return null;
}

function touched(
  { target, pointerType, isPrimary }: PointerEvent,
  buttonAt: LongPressProps['buttonAt'],
): HTMLElement | null {
  if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return null;
  return buttonAt(target) ?? null;
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
