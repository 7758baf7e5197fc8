/** The event on `wakeups` that says: look at once how things are. */
export const wakeup = 'wakeup';
/** The event on `wakeups` that says: from now on nobody is looking. */
export const hiding = 'hiding';

const lookEveryMs = 10_000;
/** Hidden pages have their timers called once a minute at worst; a longer gap was sleep. */
const maxGapMs = 90_000;
const maxDriftMs = 5000;

/**
 * Contract, section 6, point 7: the tab is visible again, the network is back or gone, the clock jumped because the
 * machine slept. Whatever was waited for or held meanwhile says nothing any more.
 */
export function browserWakeups(window: Window, signal?: AbortSignal): EventTarget {
  const wakeups = new EventTarget();
  const wake = () => wakeups.dispatchEvent(new Event(wakeup));
  const { document } = window;
  window.addEventListener('online', wake, { signal });
  window.addEventListener('offline', wake, { signal });
  const onVisibility = () =>
    document.visibilityState === 'visible' ? wake() : wakeups.dispatchEvent(new Event(hiding));
  document.addEventListener('visibilitychange', onVisibility, { signal });
  watchClock(wake, signal);
  return wakeups;
}

/** Some systems stop the steady clock while they sleep, others only the timers. */
function watchClock(onJump: () => void, signal?: AbortSignal): void {
  let [wallMs, steadyMs] = [Date.now(), performance.now()];
  const id = setInterval(() => {
    const [wall, steady] = [Date.now() - wallMs, performance.now() - steadyMs];
    [wallMs, steadyMs] = [wallMs + wall, steadyMs + steady];
    if (steady > maxGapMs || Math.abs(wall - steady) > maxDriftMs) onJump();
  }, lookEveryMs);
  signal?.addEventListener('abort', () => clearInterval(id));
}
