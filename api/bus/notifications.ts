import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { answerMs, connectMs } from '../db/postgres-patience.ts';

/** A PostgreSQL channel: short texts to every node that listens, this one included. */
export interface Channel {
  /** Resolves also when the text could not be sent: whoever relies on this channel repairs losses by itself. */
  send(text: string): Promise<void>;
  onMessage(listener: (text: string) => void): void;
  /** Called when the connection is back after a loss; what was said meanwhile is lost. */
  onReconnect(listener: () => void): void;
  close(): Promise<void>;
}

const firstRetryMs = 100;
const maxRetryMs = 5000;
/** A line that was cut without a word says nothing for hours; one who only listens would never notice. */
const heartbeatMs = 5000;
const goodbyeMs = 1000;

/** A connection of its own that listens, and is made anew when it breaks. Resolves once it listens. */
export async function openChannel(databaseUrl: string, name: string): Promise<Channel> {
  const listeners: ((text: string) => void)[] = [];
  const reconnectListeners: (() => void)[] = [];
  let client: pg.Client | null = null;
  let isClosed = false;

  const connect = async () => {
    const next = newClient(databaseUrl);
    next.on('notification', ({ payload = '' }) => {
      for (const listener of listeners) listener(payload);
    });
    try {
      await next.connect();
      await next.query(`listen ${name}`);
    } catch (error) {
      // It may be connected all the same, and would stay so for ever: one more at each try.
      await hangUp(next);
      throw error;
    }
    if (isClosed) return hangUp(next);
    client = next;
    const beat = setInterval(() => void listen(next), heartbeatMs).unref();
    next.once('end', () => {
      clearInterval(beat);
      if (client === next) client = null;
      void reconnect();
    });
  };

  /** Does nothing new, but has to be answered; 'end' follows where it is not. */
  const listen = (connected: pg.Client) => connected.query(`listen ${name}`).catch(() => cut(connected));

  const reconnect = async () => {
    for (let waitMs = firstRetryMs; !isClosed; waitMs = Math.min(waitMs * 2, maxRetryMs)) {
      await sleep(waitMs * (0.5 + Math.random()), undefined, { ref: false });
      if (isClosed) return;
      try {
        await connect();
        for (const listener of reconnectListeners) listener();
        return;
      } catch {
        // The database is away; the sweep and the next try find it again.
      }
    }
  };

  await connect();
  return {
    async send(text) {
      const connected = client;
      try {
        await connected?.query('select pg_notify($1, $2)', [name, text]);
      } catch (error) {
        // Refused (a standby takes none), or not answered: then the connection is lost, and 'end' brings a new one.
        if (connected && !(error instanceof pg.DatabaseError)) cut(connected);
      }
    },
    onMessage: (listener) => void listeners.push(listener),
    onReconnect: (listener) => void reconnectListeners.push(listener),
    async close() {
      isClosed = true;
      if (client) await hangUp(client);
    },
  };
}

function newClient(databaseUrl: string): pg.Client {
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
  });
  // A broken connection says so twice, by 'error' and 'end'; 'end' comes always and once.
  client.on('error', () => {});
  return client;
}

function cut(client: pg.Client): void {
  client.connection.stream.destroy();
}

/** Ends a client, whatever state it is in and whether anybody still answers. */
async function hangUp(client: pg.Client): Promise<void> {
  const patience = setTimeout(() => cut(client), goodbyeMs);
  await Promise.race([client.end(), sleep(2 * goodbyeMs, undefined, { ref: false })]);
  clearTimeout(patience);
}
