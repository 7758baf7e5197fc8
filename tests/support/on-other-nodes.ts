import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findNode, whyNoBuilds } from './node-builds.ts';
import { project } from './sources.ts';

/** The server's tests on SQLite; on PostgreSQL those about the process, and about what goes along with what is asynchronous. */
const runs = [
  ['--project', 'sqlite', 'tests/api', 'tests/unit'],
  [
    '--project',
    'postgres',
    ...['server-process', 'tracing', 'two-nodes', 'upgrades'].map((name) => `tests/postgres/${name}`),
  ],
];

/**
 * `node --import tsx tests/support/on-other-nodes.ts 22 24`: those under each of these versions, as part of the soak. Ends
 * with 1 where one fails. The packages stay those that are installed: what is compiled in them is made for any Node (Node-API).
 */
const reason = whyNoBuilds();
if (reason) console.log(`Skipped: ${reason}.`);
for (const major of reason ? [] : process.argv.slice(2)) {
  const programs = await findNode(Number(major));
  const node = path.join(programs, 'node');
  const vitest = path.join(project, 'node_modules/vitest/vitest.mjs');
  console.log(`Node ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`);
  const env = { ...process.env, PATH: `${programs}${path.delimiter}${process.env.PATH}` };
  for (const args of runs) {
    const { status } = spawnSync(node, [vitest, 'run', ...args], { cwd: project, env, stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}
