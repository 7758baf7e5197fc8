import { freePort, type ProgramServer, startProgram } from './program-server.ts';
import { findProgram } from './programs.ts';
import { until } from './until.ts';

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

/** Servers that pass everything on to each other, with one url that names all. Resolves when they know each other. */
export async function startNatsCluster(size: number): Promise<{ url: string; servers: ProgramServer[] }> {
  const ports = await Promise.all(Array.from({ length: 3 * size }, freePort));
  const [own, shared, watched] = [0, size, 2 * size].map((from) => ports.slice(from, from + size));
  const routes = (shared ?? []).map((port) => `nats://127.0.0.1:${port}`);
  const servers = await Promise.all(
    (own ?? []).map((port, i) =>
      startNatsAt(
        port,
        `http: "127.0.0.1:${watched?.[i]}"
         cluster { name: c, listen: "127.0.0.1:${shared?.[i]}", routes: ${JSON.stringify(routes)} }`,
      ),
    ),
  );
  const routesOf = async (port: number) => {
    const reply = await fetch(`http://127.0.0.1:${port}/routez`);
    return ((await reply.json()) as { num_routes: number }).num_routes;
  };
  const areAllJoined = async () => {
    const counts = await Promise.all((watched ?? []).map(routesOf));
    return counts.every((count) => count >= size - 1);
  };
  await until(areAllJoined, { what: 'all servers know each other', deadlineMs: 20_000 });
  return { url: servers.map(({ url }) => url).join(), servers };
}

async function startNatsAt(port: number, settings: string): Promise<ProgramServer> {
  const program = await findProgram('nats-server');
  const args = ['--addr', '127.0.0.1', '--port', `${port}`, '--config', 'settings'];
  return startProgram({ program, port, args, settings, url: `nats://127.0.0.1:${port}` });
}
