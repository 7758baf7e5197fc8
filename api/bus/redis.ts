import { type Bus, type Topic, topics } from './index.ts';
import { type Connection, connectMs, type Ear, openLine } from './line.ts';

/**
 * By the channels of a Redis 6 or a Valkey, on one connection. Channels begin with `prefix`, and are the same in each of its numbered
 * databases. Promises what index.ts says, and: what is published is told to this node as well, and has been handed to all who are
 * subscribed to that server when `publish` has resolved.
 *
 * Not promised: that anyone has read it; nothing is kept for who is away. Who reads too slowly is cut off by the server
 * (`client-output-buffer-limit pubsub`), and told so as of any line that was lost. In a cluster or with replicas a failover loses what was
 * said meanwhile.
 */
export function openRedisBus(url: string, prefix: string): Promise<Bus> {
  return openLine((ear) => connectTo(url, prefix, ear));
}

async function connectTo(url: string, prefix: string, { heard, ended }: Ear): Promise<Connection> {
  // Here, as it takes 19 MB that most who run us don't need.
  const { createClient, ErrorReply } = await import('@redis/client');
  const client = createClient({
    url,
    RESP: 3,
    socket: {
      connectTimeout: connectMs,
      // The line is kept by line.ts.
      reconnectStrategy: false,
    },
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
  });
  // Says each failure, which 'terminated' and the answers say as well.
  client.on('error', () => {});
  client.once('terminated', ended);
  const cut = () => client.destroy();
  try {
    await within(connectMs, client.connect());
    for (const topic of topics) {
      await within(
        connectMs,
        client.subscribe(channelOf(prefix, topic), (text) => heard(topic, text)),
      );
    }
  } catch (error) {
    cut();
    throw error;
  }
  /** What Redis says no to was heard, so the connection is good. */
  const unlessRefused = (error: unknown) => {
    if (!(error instanceof ErrorReply)) throw error;
  };
  return {
    publish: (topic, text) => client.publish(channelOf(prefix, topic), text).catch(unlessRefused),
    beat: () => client.ping(),
    end: () => client.close(),
    cut,
  };
}

/** The client waits for ever for a server that takes the connection and says nothing. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    patience = setTimeout(() => reject(new AnswersNothing()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(patience);
  }
}

class AnswersNothing extends Error {
  readonly code = 'ETIMEDOUT';
}

function channelOf(prefix: string, topic: Topic): string {
  return `${prefix}.${topic}`;
}
