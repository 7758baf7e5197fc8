/**
 * Someone comes, someone types: each change alone would wake every reader of the chat, and a thousand arrivals a thousand
 * readers each. Changes within this time wake them once.
 */
const gatherMs = 200;

/** Gathers chat ids and hands them on together, `gatherMs` after the first. */
export function gatherChanges(
  flush: (chatIds: ReadonlySet<number>) => void,
): (chatIds: Iterable<number>) => void {
  let gathered = new Set<number>();
  return (chatIds) => {
    if (gathered.size === 0) {
      const timer = setTimeout(() => {
        const due = gathered;
        gathered = new Set();
        flush(due);
      }, gatherMs);
      timer.unref();
    }
    for (const id of chatIds) gathered.add(id);
  };
}
