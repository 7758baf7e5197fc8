import type { TargetedKeyboardEvent } from 'preact';
import { isRightToLeft } from '../../browser/direction.ts';

/** A menu as on a desk: the arrow keys, Home and End move in it. */
export function moveInMenu(event: TargetedKeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const place = items.findIndex((item) => item.matches(':focus'));
  const along = isRightToLeft() ? -1 : 1;
  const next = {
    ArrowDown: place + 1,
    ArrowRight: place + along,
    ArrowUp: place - 1,
    ArrowLeft: place - along,
  };
  const ends = { Home: 0, End: -1 };
  const target = { ...next, ...ends }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items.at(target % items.length)?.focus();
}
