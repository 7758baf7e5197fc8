import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * vitest's global setup of every project: one folder for the data of all test servers, so that a run which is broken
 * off in the middle leaves nothing behind. Tests read it from the environment.
 */
export function setup(): (() => void) | undefined {
  // Each project runs this; the first one makes the folder for all.
  if (process.env.HOLDLINE_TEST_FOLDER) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'holdline-tests-'));
  process.env.HOLDLINE_TEST_FOLDER = folder;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Ctrl-C ends the process without a teardown.
  process.once('exit', remove);
  return () => {
    process.off('exit', remove);
    delete process.env.HOLDLINE_TEST_FOLDER;
    remove();
  };
}
