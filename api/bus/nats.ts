import { once } from 'node:events';
import net from 'node:net';
import type { NatsConnection } from '@nats-io/transport-node';
import type { NatsServer } from './bus-url.ts';
import { type Bus, maxMessageBytes, type Topic, topics } from './index.ts';
import { type Connection, connectMs, type Ear, openLine } from './line.ts';

/** NATS has no room for our largest message (`max_payload`). */
export class PayloadTooSmall extends Error {}

/**
 * Over one of these servers, by core NATS: nothing is kept there for who is away. Subjects begin with `prefix`. Promises what index.ts
 * says, and: what is published is not told to this node, and the server has it when `publish` has resolved.
 *
 * Not promised: that by then the servers of a cluster have told each other, or that anyone has read it. Who reads too slowly is cut off by
 * the server, and told so as of any line that was lost. When a server dies, its nodes go to another one, and have missed what was said
 * meanwhile.
 */
export function openNatsBus(servers: readonly NatsServer[], prefix: string): Promise<Bus> {
  return openLine((ear) => connectToAny(servers, prefix, ear));
}

/** In another order each time, so that nodes spread over the servers. Rejects with what the last one said. */
async function connectToAny(all: readonly NatsServer[], prefix: string, ear: Ear): Promise<Connection> {
  const first = Math.floor(Math.random() * all.length);
  let lastError: unknown;
  for (const server of [...all.slice(first), ...all.slice(0, first)]) {
    try {
      return await connectTo(server, prefix, ear);
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}

async function connectTo(server: NatsServer, prefix: string, ear: Ear): Promise<Connection> {
  await requireGreeting(server);
  // Here, as it takes 11 MB that most who run us don't need.
  const { connect } = await import('@nats-io/transport-node');
  const nats = await connect({
    servers: `${net.isIPv6(server.host) ? `[${server.host}]` : server.host}:${server.port}`,
    ...server.credentials,
    ...(server.isEncrypted && { tls: {} }),
    name: prefix,
    noEcho: true,
    timeout: connectMs,
    // The line is kept by line.ts.
    reconnect: false,
    ignoreClusterUpdates: true,
  });
  void nats.closed().then(ear.ended);
  try {
    await listen(nats, prefix, ear);
  } catch (error) {
    await nats.close();
    throw error;
  }
  return {
    async publish(topic, text) {
      nats.publish(subjectOf(prefix, topic), text);
      await nats.flush();
    },
    beat: () => nats.flush(),
    end: () => nats.close(),
    cut: () => void nats.close(),
  };
}

/** The library leaves a connection open on which nobody has said a word, one at each try. */
async function requireGreeting({ host, port }: NatsServer): Promise<void> {
  const socket = net.connect({ host, port });
  try {
    await once(socket, 'data', { signal: AbortSignal.timeout(connectMs) });
  } finally {
    socket.destroy();
  }
}

/** Rejects where this user may not listen, or where we could not say all. */
async function listen(nats: NatsConnection, prefix: string, { heard }: Ear): Promise<void> {
  const room = nats.info?.max_payload ?? 0;
  if (room < maxMessageBytes) throw new PayloadTooSmall(`NATS takes ${room} bytes at once.`);
  let refusal: Error | null = null;
  for (const topic of topics) {
    nats.subscribe(subjectOf(prefix, topic), {
      callback(error, message) {
        if (error) refusal = error;
        else heard(topic, message.string());
      },
    });
  }
  await nats.flush();
  if (refusal) throw refusal;
}

function subjectOf(prefix: string, topic: Topic): string {
  return `${prefix}.${topic}`;
}
