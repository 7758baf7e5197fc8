// Loaded into the servers that are measured, before their own code. At SIGUSR2 it writes a line to stderr: the process's
// memory after a garbage collection, the processor time it used, and how many SQL statements it ran.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import sqlite3 from 'sqlite3';

let statements = 0;
// Each is run by one of these in the end, also one that was prepared before.
const { Database, Statement } = sqlite3;
for (const [owner, methods] of [
  [Statement.prototype, ['run', 'all', 'get', 'each']],
  [Database.prototype, ['exec']],
]) {
  for (const method of methods) {
    const original = owner[method];
    owner[method] = function count(...args) {
      statements += 1;
      return original.apply(this, args);
    };
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** What the probe itself used is nobody's cost. */
let ownCpuMs = 0;

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

process.on('SIGUSR2', async () => {
  const before = cpuMs();
  const used = { cpuMs: before - ownCpuMs, statements };
  collectGarbage();
  // What finalizers let go of goes with the second collection.
  await new Promise((resolve) => setTimeout(resolve, 100));
  collectGarbage();
  const { rss: rssBytes, heapUsed: heapBytes } = process.memoryUsage();
  ownCpuMs += cpuMs() - before;
  process.stderr.write(`probe ${JSON.stringify({ ...used, rssBytes, heapBytes })}\n`);
});
