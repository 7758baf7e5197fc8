import { freePort, type ProgramServer, startProgram } from './program-server.ts';
import { findProgram } from './programs.ts';

/** With `tls`, the names of files, it speaks nothing else. */
export async function startRedis(
  args: string[] = [],
  tls?: { cert: string; key: string },
): Promise<ProgramServer> {
  const [program, port] = [await findProgram('redis-server'), await freePort()];
  // Not to the disk: nothing outlives it anyway.
  const own = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const secure = tls && ['--tls-cert-file', tls.cert, '--tls-key-file', tls.key, '--tls-auth-clients', 'no'];
  const door = secure ? ['--port', '0', '--tls-port', `${port}`, ...secure] : ['--port', `${port}`];
  const url = `${secure ? 'rediss' : 'redis'}://127.0.0.1:${port}`;
  return startProgram({ program, port, args: [...own, ...door, ...args], url });
}

/** With `settings` in the syntax of its configuration files. */
export async function startNats(settings = ''): Promise<ProgramServer> {
  return startNatsAt(await freePort(), settings);
}

/** Servers that pass everything on to each other, with one url that names all. */
export async function startNatsCluster(size: number): Promise<{ url: string; servers: ProgramServer[] }> {
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

async function startNatsAt(port: number, settings: string): Promise<ProgramServer> {
  const program = await findProgram('nats-server');
  const args = ['--addr', '127.0.0.1', '--port', `${port}`, '--config', 'settings'];
  return startProgram({ program, port, args, settings, url: `nats://127.0.0.1:${port}` });
}
