import type { TargetedKeyboardEvent } from 'preact';

/** A menu as on a desk: the arrow keys, Home and End move in it. */
export function moveInMenu(event: TargetedKeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const place = items.findIndex((item) => item.matches(':focus'));
  const next = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1 };
  const ends = { Home: 0, End: -1 };
  const target = { ...next, ...ends }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items.at(target % items.length)?.focus();
}
