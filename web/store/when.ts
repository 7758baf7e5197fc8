import { effect, type ReadonlySignal } from '@preact/signals-core';

/** Resolves as soon as the signal's value will do, or when `end` ends the waiting; never rejects. */
export function when<Value>(
  signal: ReadonlySignal<Value>,
  isSo: (value: Value) => boolean,
  end: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const finish = () => {
      over.abort();
      resolve();
    };
    if (end.aborted) return finish();
    const dispose = effect(() => {
      if (isSo(signal.value)) finish();
    });
    // The first look may already have been enough; an effect can't be disposed of before it is made.
    if (over.signal.aborted) return dispose();
    over.signal.addEventListener('abort', dispose);
    end.addEventListener('abort', finish, { signal: over.signal });
  });
}
