import { effect } from '@preact/signals-core';
import { wakeup } from '../../browser/wakeups.ts';
import type { State } from '../state.ts';
import { expire, nextExpiry } from './expire.ts';
import type { KeptWorld } from './keep-world.ts';

/** A timer counts no further than 24 days. */
const longestMs = 24 * 60 * 60 * 1000;

export interface ExpiryDeps {
  state: Pick<State, 'world'>;
  world: Pick<KeptWorld, 'change'>;
  wakeups: EventTarget;
}

/**
 * Takes what disappears off the page at its time, with a line or without, and at once when the device wakes. By the device's clock: one
 * that is late is overtaken by what the log tells.
 */
export function followExpiries({ state, world, wakeups }: ExpiryDeps, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const next = state.world.value && nextExpiry(state.world.value);
    if (next === null) return;
    const leftMs = next - Date.now();
    if (leftMs <= 0) world.change((known) => expire(known, Date.now()));
    else timer = setTimeout(look, Math.min(leftMs, longestMs));
  };
  const dispose = effect(look);
  wakeups.addEventListener(wakeup, look, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    dispose();
  });
}
