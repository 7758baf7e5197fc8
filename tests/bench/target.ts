import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import type { BareReply } from './bare-server.ts';
import type { Answer } from './connection.ts';
import { pin } from './pin.ts';
import { makeWorld, secretKey, type World, type WorldSize } from './world.ts';

/** A server under measurement, in a process of its own. */
export interface Target {
  port: number;
  probe(): Promise<Probe>;
  stop(): Promise<void>;
}

/** See probe.mjs. */
export interface Probe {
  cpuMs: number;
  /** Since the process started. */
  statements: number;
  /** After a garbage collection. */
  rssBytes: number;
  heapBytes: number;
}

/** What all of these have used until now. */
export async function cpuMsOf(targets: readonly Target[]): Promise<number> {
  const probes = await Promise.all(targets.map((target) => target.probe()));
  return probes.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

const probeUrl = new URL('./probe.mjs', import.meta.url).href;

/** All readers of a benchmark come from one address, and none of them is a person. */
const uncapped = { MAX_HELD: '100000', MAX_HELD_PER_USER: '100000', MAX_HELD_PER_ADDRESS: '100000' };

/** Makes a world, runs the built server on it for as long as `work` takes, and removes both. */
export async function onHoldline<T>(
  { settings = {}, ...size }: WorldSize & { settings?: Record<string, string> },
  work: (target: Target, world: World) => Promise<T>,
): Promise<T> {
  const world = await makeWorld(size);
  try {
    const target = await startHoldline(world, settings);
    return await work(target, world).finally(target.stop);
  } finally {
    await world.drop();
  }
}

/** The same with so many nodes on one PostgreSQL (`onPostgres`). */
export async function onNodes<T>(
  count: number,
  size: WorldSize,
  work: (nodes: readonly Target[], world: World) => Promise<T>,
): Promise<T> {
  const { nodes, world, stop } = await startNodes(count, size);
  return work(nodes, world).finally(stop);
}

/** The same, until they are stopped. */
export async function startNodes(
  count: number,
  { settings = {}, ...size }: WorldSize & { settings?: Record<string, string> },
): Promise<{ nodes: readonly Target[]; world: World; stop(): Promise<void> }> {
  const world = await makeWorld({ ...size, database: 'postgres' });
  const nodes: Target[] = [];
  const stop = async () => {
    for (const node of nodes) await node.stop();
    await world.drop();
  };
  try {
    while (nodes.length < count) nodes.push(await startHoldline(world, settings));
    return { nodes, world, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The same for a node:http server that gives one answer, byte for byte, to whatever is asked. */
export async function onBare<T>(
  like: Pick<Answer, 'status' | 'head' | 'body'>,
  { holdsGets }: Pick<BareReply, 'holdsGets'>,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const reply: BareReply = {
    status: like.status,
    headers: headersToRepeat(like.head),
    body: like.body.toString(),
    holdsGets,
  };
  const target = await startBare(reply);
  return work(target).finally(target.stop);
}

async function startHoldline(world: World, settings: Record<string, string>): Promise<Target> {
  const server = await startServerProcess(
    {
      ...world.settings,
      ...uncapped,
      ...settings,
      SECRET_KEY: secretKey,
      NODE_OPTIONS: `--import ${probeUrl}`,
    },
    { hashesPasswords: 'truly' },
  );
  pin(server.pid, 'server');
  return {
    port: Number(new URL(server.url).port),
    probe: () => readProbe(server.pid, server.output),
    async stop() {
      await server.stop('SIGKILL');
    },
  };
}

async function startBare(reply: BareReply): Promise<Target> {
  const program = fileURLToPath(new URL('./bare-server.ts', import.meta.url));
  const args = ['--import', 'tsx', '--import', probeUrl, program, JSON.stringify(reply)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const closed = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  const url = await until(() => output.match(/http:\/\/\S+/)?.[0], { what: 'the bare server listens' });
  pin(child.pid ?? 0, 'server');
  return {
    port: Number(new URL(url ?? '').port),
    probe: () => readProbe(child.pid ?? 0, () => output),
    async stop() {
      child.kill('SIGKILL');
      await closed;
      process.off('exit', killWithUs);
    },
  };
}

/** Those that node:http writes by itself are left to it. */
const written = /^(date|connection|keep-alive)$/i;

function headersToRepeat(head: string): Record<string, string> {
  const pairs = head
    .split('\r\n')
    .slice(1)
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  return Object.fromEntries(pairs.filter(([name]) => !written.test(name)));
}

async function readProbe(pid: number, output: () => string): Promise<Probe> {
  const lines = () => output().match(/^probe .+$/gm) ?? [];
  const before = lines().length;
  process.kill(pid, 'SIGUSR2');
  const line = await until(() => lines()[before], { what: 'the probe reports' });
  return JSON.parse(line?.slice('probe '.length) ?? '');
}
