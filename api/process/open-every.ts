import { setTimeout as sleep } from 'node:timers/promises';

/** A gate that is open for a turn of the event loop, to whoever comes first and all beside them, and then opens `ms` later to all who wait. */
export function openEvery(ms: number): () => Promise<void> | undefined {
  let isOpen = false;
  let opensAt = 0;
  let opening: Promise<void> | undefined;
  const open = () => {
    opening = undefined;
    isOpen = true;
    setImmediate(() => {
      isOpen = false;
      opensAt = performance.now() + ms;
    });
  };
  return () => {
    if (isOpen) return undefined;
    const waitMs = opensAt - performance.now();
    if (opening || waitMs > 0) opening ??= sleep(waitMs).then(open);
    else open();
    return opening;
  };
}
