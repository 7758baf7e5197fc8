import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram, type Program } from './programs.ts';
import { until } from './until.ts';

/** A server that nodes can speak through. */
export interface BusServer {
  /** For BUS_URL. */
  url: string;
  /** Ends it by kill -9. */
  kill(): Promise<void>;
  /** Starts it again at the same port, knowing nothing. */
  revive(): Promise<void>;
  /** Stands still as a machine does that is overloaded, and goes on. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes what it has written. */
  stop(): Promise<void>;
}

interface Kind {
  program: Program;
  port: number;
  args: string[];
  /** What is in the file `settings` where it runs. */
  settings?: string;
  url: string;
}

const startMs = 10_000;

/** With `tls`, the names of files, it speaks nothing else. */
export async function startRedis(
  args: string[] = [],
  tls?: { cert: string; key: string },
): Promise<BusServer> {
  const [program, port] = [await findProgram('redis-server'), await freePort()];
  // Not to the disk: nothing outlives it anyway.
  const own = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const secure = tls && ['--tls-cert-file', tls.cert, '--tls-key-file', tls.key, '--tls-auth-clients', 'no'];
  const door = secure ? ['--port', '0', '--tls-port', `${port}`, ...secure] : ['--port', `${port}`];
  const url = `${secure ? 'rediss' : 'redis'}://127.0.0.1:${port}`;
  return start({ program, port, args: [...own, ...door, ...args], url });
}

/** With `settings` in the syntax of its configuration files. */
export async function startNats(settings = ''): Promise<BusServer> {
  return startNatsAt(await freePort(), settings);
}

/** Servers that pass everything on to each other, with one url that names all. */
export async function startNatsCluster(size: number): Promise<{ url: string; servers: BusServer[] }> {
  const ports = await Promise.all(Array.from({ length: 2 * size }, freePort));
  const [own, shared] = [ports.slice(0, size), ports.slice(size)];
  const routes = shared.map((port) => `nats://127.0.0.1:${port}`);
  const servers = await Promise.all(
    own.map((port, i) =>
      startNatsAt(
        port,
        `cluster { name: c, listen: "127.0.0.1:${shared[i]}", routes: ${JSON.stringify(routes)} }`,
      ),
    ),
  );
  return { url: servers.map(({ url }) => url).join(), servers };
}

async function startNatsAt(port: number, settings: string): Promise<BusServer> {
  const program = await findProgram('nats-server');
  const args = ['--addr', '127.0.0.1', '--port', `${port}`, '--config', 'settings'];
  return start({ program, port, args, settings, url: `nats://127.0.0.1:${port}` });
}

// Lives as long as its standard input, a pipe from us, which the kernel closes even after kill -9; with it the server ends.
const keeperScript = `
  "$@" & server=$!
  echo $server
  cat > /dev/null
  kill -9 $server`;

async function start({ program, port, args, settings = '', url }: Kind): Promise<BusServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdline-bus-'));
  writeFileSync(path.join(folder, 'settings'), settings);
  let keeper: ChildProcess | null = null;
  let pid = 0;
  const launch = async () => {
    const command = ['-c', keeperScript, 'sh', program.file, ...args];
    const child = spawn('/bin/sh', command, {
      cwd: folder,
      env: { ...process.env, ...program.env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    keeper = child;
    const [said] = await once(child.stdout, 'data');
    pid = Number.parseInt(String(said), 10);
    child.stdout.resume();
    await until(() => accepts(port), { what: `${program.file} accepts connections`, deadlineMs: startMs });
  };
  const kill = async () => {
    if (!keeper) return;
    const ended = once(keeper, 'close');
    keeper.stdin?.end();
    keeper = null;
    await ended;
  };
  await launch();
  return {
    url,
    kill,
    revive: launch,
    freeze: () => void process.kill(pid, 'SIGSTOP'),
    thaw: () => void process.kill(pid, 'SIGCONT'),
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = net.connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
