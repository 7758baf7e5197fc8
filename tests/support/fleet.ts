import { startNatsCluster } from './bus-servers.ts';
import { type ReverseProxy, startProxy } from './cutting-proxy.ts';
import { createDatabaseOn, type TestDatabase } from './database.ts';
import { bringTimeouts, startPooler } from './pooler.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import type { ProgramServer } from './program-server.ts';
import type { Random } from './random.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** How the nodes speak to each other. */
export type FleetBus = 'NATS' | 'LISTEN and NOTIFY' | 'NATS, behind PgBouncer';

/** To the database, for three nodes that may have nine each. */
const pooledConnections = 8;

/** A node, and its own line to the database. */
export interface FleetNode {
  process: ServerProcess;
  toDatabase: TcpProxy;
}

/** Several nodes on one PostgreSQL behind a proxy that knows no session, where everything can be broken. */
export interface Fleet {
  /** Of the proxy: each request goes to any node. */
  url: string;
  /** Its own, as nobody else's may be broken. */
  postgres: Postgres;
  database: TestDatabase;
  nodes: FleetNode[];
  /** Of NATS; empty without it. */
  busServers: ProgramServer[];
  /** The lines of all nodes to each of those. */
  toBus: TcpProxy[];
  /** Makes one more. */
  addNode(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFleet(size: number, bus: FleetBus, random: Random): Promise<Fleet> {
  const opened: (() => Promise<unknown>)[] = [];
  // What it has acknowledged outlives a crash.
  const postgres = await startPostgres({ durable: true });
  opened.push(postgres.stop);
  const database = await createDatabaseOn(postgres);
  opened.push(database.drop);
  const pooled = async (url: string) => {
    await bringTimeouts(url);
    const pooler = await startPooler(url, { mode: 'transaction', connections: pooledConnections });
    opened.push(pooler.stop);
    return pooler.url;
  };
  const direct = database.settings.DATABASE_URL ?? '';
  const databaseUrl = bus.endsWith('PgBouncer') ? await pooled(direct) : direct;
  const busServers = bus.startsWith('NATS') ? (await startNatsCluster(3)).servers : [];
  opened.push(() => Promise.all(busServers.map((server) => server.stop())));
  const toBus = await Promise.all(busServers.map(({ url }) => startTcpProxy(url)));
  opened.push(() => Promise.all(toBus.map((line) => line.close())));

  const nodes: FleetNode[] = [];
  const settings = {
    ...database.settings,
    // The others' too, so that a token from one is good at all.
    SECRET_KEY: 'a secret that the nodes of a fleet share',
    BUS_URL: toBus.map(({ url }) => url).join(),
  };
  const addNode = async () => {
    const toDatabase = await startTcpProxy(databaseUrl);
    opened.push(() => toDatabase.close());
    nodes.push({
      process: await startServerProcess({ ...settings, DATABASE_URL: toDatabase.url }),
      toDatabase,
    });
  };
  opened.push(() => Promise.all(nodes.splice(0).map((node) => node.process.stop('SIGKILL'))));
  let proxy: ReverseProxy | undefined;
  const stop = async () => {
    await proxy?.close();
    for (const close of opened.reverse()) await close();
  };
  try {
    await Promise.all(Array.from({ length: size }, addNode));
    const route = random.fork();
    proxy = await startProxy({ target: () => route.pick(nodes).process.url });
    return { url: proxy.url, postgres, database, nodes, busServers, toBus, addNode, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
