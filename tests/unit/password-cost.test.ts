import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { project } from '../support/sources.ts';

test('passwords are hashed by argon2id, with 19 MiB and two passes', async () => {
  // In a process of its own, because the tests' processes hash cheaply.
  const hashing = `import('./api/accounts/hashing.ts').then(async (it) => console.log(await it.hashPassword('sky-blue-42')))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', hashing], {
    cwd: project,
  });
  expect(stdout).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
