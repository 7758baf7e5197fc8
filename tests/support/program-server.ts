import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Program } from './programs.ts';
import { until } from './until.ts';

/** A server of somebody else, in a process of its own. */
export interface ProgramServer {
  /** How clients are told of it. */
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

// Lives as long as its standard input, a pipe from us, which the kernel closes even after kill -9; with it the server ends.
const keeperScript = `
  "$@" & server=$!
  echo $server
  cat > /dev/null
  kill -9 $server`;

/** Resolves when it accepts connections. When this process goes away, by whatever signal, it goes too. */
export async function startProgram({
  program,
  port,
  args,
  settings = '',
  url,
}: Kind): Promise<ProgramServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdline-server-'));
  // Some of them read it as another user.
  chmodSync(folder, 0o755);
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

/** Nobody's at this moment. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
