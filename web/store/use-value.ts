import { effect, type ReadonlySignal } from '@preact/signals-core';
import { useLayoutEffect, useState } from 'preact/hooks';

/** A signal's value, and the component anew whenever it changes. */
export function useValue<Value>(signal: ReadonlySignal<Value>): Value {
  const [, setValue] = useState(() => signal.peek());
  // Before the first paint: a change between drawing and listening would be missed.
  useLayoutEffect(
    () =>
      effect(() => {
        const { value } = signal;
        setValue(() => value);
      }),
    [signal],
  );
  return signal.peek();
}
