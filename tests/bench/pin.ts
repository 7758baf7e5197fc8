import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Beside each other, so that neither takes the other's time. */
const cpuOf = { server: 0, load: 1 };

/**
 * Keeps all threads of a process to one processor, where the system can do that (`taskset`, Linux) and has two: what a server does then
 * counts whole, also what its other threads do.
 */
export function pin(pid: number, role: keyof typeof cpuOf): boolean {
  if (cpus().length < 2) return false;
  const { status } = spawnSync('taskset', ['-a', '-c', '-p', String(cpuOf[role]), String(pid)]);
  return status === 0;
}
