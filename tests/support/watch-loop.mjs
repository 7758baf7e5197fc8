// Given to a server's process by NODE_OPTIONS: says on its output how long the event loop was kept from everyone else. That is
// the processor's time of the main thread in one turn of the loop, and not the time on the wall, in which other processes of a
// busy machine do their work.
import { readFileSync } from 'node:fs';

const lookEveryMs = 5;
const worthSayingMs = 100;

/** Linux counts it for each thread, in nanoseconds; elsewhere the process's own count has to do. */
function spentMs() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

let before = spentMs();
setInterval(() => {
  const now = spentMs();
  const heldMs = Math.round(now - before);
  if (heldMs >= worthSayingMs) process.stdout.write(`event loop held ${heldMs} ms\n`);
  before = now;
}, lookEveryMs).unref();
