import { execFile } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fetchMs } from '../support/debian-package.ts';
import { anonymous, signUp } from '../support/person.ts';
import { findProgram, type Program } from '../support/programs.ts';
import { startTestServer } from '../support/server.ts';
import { project } from '../support/sources.ts';

// What Prometheus' own tool says of the rules and of the figures. Its package has 50 MB, so this is for the soak.

let promtool: Program;

beforeAll(async () => {
  promtool = await findProgram('promtool');
}, fetchMs);

async function check(args: string[], input = ''): Promise<{ code: number | null; said: string }> {
  const child = execFile(promtool.file, ['check', ...args], { env: { ...process.env, ...promtool.env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: string) => (said += part));
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  return { code, said };
}

test('Prometheus takes the rules, all seven', async () => {
  const { code, said } = await check(['rules', path.join(project, '.deploy/alerts.yaml')]);
  expect(said).toContain('7 rules found');
  expect(code).toBe(0);
});

test('Prometheus reads the figures of a node that has others, and finds nothing to say of ours', async () => {
  const server = await startTestServer({ METRICS_TOKEN: 'a-token-of-prometheus' });
  try {
    await signUp(server, 'alice');
    const { text } = await anonymous(server).get('/metrics/', { token: 'a-token-of-prometheus' });
    const { said } = await check(['metrics'], text);
    expect(said.split('\n').filter((line) => line.includes('holdline_'))).toEqual([]);
    const broken = await check(
      ['metrics'],
      text.replace('# TYPE holdline_bus_up gauge', '# TYPE holdline_bus_up'),
    );
    expect(broken.code).not.toBe(0);
  } finally {
    await server.stop();
  }
});
