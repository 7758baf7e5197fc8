/**
 * A gate that opens at most every `ms`: for a turn of the event loop, to whoever comes first and all beside them, and then to those who have
 * waited. No more than `most` go through at once, or a sixteenth of those who wait where that is more: however many come, the line
 * does not grow for good. The others wait for the next time, in the order in which they came.
 */
export function openEvery(ms: number, most = Number.POSITIVE_INFINITY): () => Promise<void> | undefined {
  const waiting: (() => void)[] = [];
  /** So many more may go through in this turn. */
  let room = 0;
  let isShut = false;

  const open = () => {
    room = most;
    isShut = true;
    setImmediate(() => {
      room = 0;
      setTimeout(reopen, ms);
    });
  };
  const reopen = () => {
    isShut = false;
    if (waiting.length === 0) return;
    open();
    const through = waiting.splice(0, Math.max(most, Math.ceil(waiting.length / 16)));
    room = Math.max(0, most - through.length);
    for (const goOn of through) goOn();
  };
  return () => {
    if (!isShut) open();
    if (room === 0) return new Promise((resolve) => waiting.push(resolve));
    room -= 1;
    return undefined;
  };
}
