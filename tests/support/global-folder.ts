import { rmSync } from 'node:fs';
import { makeFastFolder } from './fast-folder.ts';
import { makeTemplate } from './template.ts';

/**
 * vitest's global setup of every project: one folder for the data of all test servers, so that a run which is broken
 * off in the middle leaves nothing behind, and in it a migrated SQLite file to copy. Tests read both from the environment.
 */
export async function setup(): Promise<(() => void) | undefined> {
  // Each project runs this; the first one makes the folder for all.
  if (process.env.HOLDLINE_TEST_FOLDER) return undefined;
  const folder = makeFastFolder('holdline-tests-');
  process.env.HOLDLINE_TEST_FOLDER = folder;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Ctrl-C ends the process without a teardown.
  process.once('exit', remove);
  process.env.HOLDLINE_TEST_FILE = (await makeTemplate('sqlite')).name;
  return () => {
    process.off('exit', remove);
    delete process.env.HOLDLINE_TEST_FOLDER;
    delete process.env.HOLDLINE_TEST_FILE;
    remove();
  };
}
