import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const memory = '/dev/shm';
const enoughBytes = 4 * 1024 ** 3;

/**
 * A new folder for what outlives no run: in memory where there is plenty of it, as whoever commits waits for the disk, and a busy one
 * keeps them waiting for seconds. Containers mostly have 64 MiB there; then it is on the disk.
 */
export function makeFastFolder(prefix: string): string {
  return mkdtempSync(path.join(hasFastFolder() ? memory : tmpdir(), prefix));
}

/** Whether there is plenty of memory to keep files in. */
export function hasFastFolder(): boolean {
  try {
    accessSync(memory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enoughBytes;
  } catch {
    return false;
  }
}
