import { useLayoutEffect, useState } from 'preact/hooks';
import { effect, type ReadonlySignal } from './signals.ts';

/** A signal's value, and the component anew whenever it changes. */
export function useValue<Value>(signal: ReadonlySignal<Value>): Value {
  const [, setValue] = useState(() => signal.peek());
  // Before the first paint: a change between drawing and listening would be missed.
  useLayoutEffect(() => effect(() => setValue(() => signal.value)), [signal]);
  return signal.peek();
}
