/** Does it at the first call, and of all calls within `restMs` behind that once more. Nothing of it keeps the process. */
export function seldom(task: () => void, restMs: number): () => void {
  let isResting = false;
  let isDue = false;
  const run = () => {
    isDue = isResting;
    if (isResting) return;
    isResting = true;
    setTimeout(() => {
      isResting = false;
      if (isDue) run();
    }, restMs).unref();
    task();
  };
  return run;
}
