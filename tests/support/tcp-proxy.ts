import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A line to a server that can go wrong in the ways that lines do. */
export interface TcpProxy {
  /** Of the same server, through here. */
  url: string;
  /** Passes nothing on any more, either way, and says nothing: packets dropped. */
  goSilent(): void;
  /** Cuts every connection, and refuses new ones. */
  cut(): Promise<void>;
  /** All is well for those who connect from now on. */
  mend(): Promise<void>;
  /** Ends each connection whose client says this, after the server has heard it and before its answer comes back. */
  loseAnswerTo(statement: string | null): void;
  /** Drops what a client says when it holds this, so that it is never answered. */
  swallow(statement: string | null): void;
  /** Passes on what the server says as `how` would have it, piece by piece; null: as it is. */
  tamper(how: Tampering | null): void;
  /** Takes nothing more of what the server says, as who reads too slowly, until what it returns is called. The other way it goes on. */
  stall(): () => void;
  /** How many clients are connected. */
  connections(): number;
  close(): Promise<void>;
}

/** Called with what the server said at once; passes it on, or something else, or nothing, now or later. */
type Tampering = (data: Buffer, pass: (data: Buffer) => void) => void;

const lossMs = 300;

export async function startTcpProxy(serverUrl: string): Promise<TcpProxy> {
  const target = targetOf(serverUrl);
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  const upstreams = new Set<Socket>();
  const bad = {
    isSilent: false,
    losing: null as string | null,
    swallowing: null as string | null,
    tampering: null as Tampering | null,
  };
  const server = net.createServer((client) => {
    const upstream = net.connect(target);
    const pair = [client, upstream];
    upstreams.add(upstream);
    upstream.once('close', () => upstreams.delete(upstream));
    clients.add(client);
    client.once('close', () => clients.delete(client));
    const end = () => {
      for (const socket of pair) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const socket of pair) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        if (!bad.isSilent) end();
      });
    }
    let isLost = false;
    client.on('data', (data) => {
      if (bad.isSilent || isLost) return;
      if (bad.swallowing && data.includes(bad.swallowing)) return;
      if (bad.losing && data.includes(bad.losing)) {
        isLost = true;
        setTimeout(end, lossMs);
      }
      upstream.write(data);
    });
    const pass = (data: Buffer) => void (client.writable && client.write(data));
    upstream.on('data', (data) => {
      if (bad.isSilent || isLost) return;
      if (bad.tampering) bad.tampering(data, pass);
      else pass(data);
    });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const cut = async () => {
    bad.isSilent = false;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  const port = await listen(0);
  return {
    url: throughPort(serverUrl, port),
    goSilent: () => {
      bad.isSilent = true;
    },
    cut,
    async mend() {
      await cut();
      await listen(port);
    },
    loseAnswerTo: (statement) => {
      bad.losing = statement;
    },
    swallow: (statement) => {
      bad.swallowing = statement;
    },
    tamper: (how) => {
      bad.tampering = how;
    },
    stall: () => {
      const stalled = [...upstreams];
      for (const upstream of stalled) upstream.pause();
      return () => {
        for (const upstream of stalled) upstream.resume();
      };
    },
    connections: () => clients.size,
    close: cut,
  };
}

/** The tests' own server is on a unix socket, one that was given may be anywhere. */
function targetOf(serverUrl: string): net.NetConnectOpts {
  const url = new URL(serverUrl);
  const port = Number(url.port || 5432);
  const folder = url.searchParams.get('host');
  return folder?.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { host: url.hostname, port };
}

function throughPort(serverUrl: string, port: number): string {
  const url = new URL(serverUrl);
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}
