import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

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

/** A connection of its own that listens, and is made anew when it breaks. Resolves once it listens. */
export async function openChannel(databaseUrl: string, name: string): Promise<Channel> {
  const listeners: ((text: string) => void)[] = [];
  const reconnectListeners: (() => void)[] = [];
  let client: pg.Client | null = null;
  let isClosed = false;

  const connect = async () => {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    // A broken connection says so twice, by 'error' and 'end'; 'end' comes always and once.
    next.on('error', () => {});
    next.on('notification', ({ payload = '' }) => {
      for (const listener of listeners) listener(payload);
    });
    await next.connect();
    await next.query(`listen ${name}`);
    next.once('end', () => void reconnect());
    client = next;
  };

  const reconnect = async () => {
    client = null;
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
      try {
        await client?.query('select pg_notify($1, $2)', [name, text]);
      } catch {
        // The connection broke under it; 'end' follows and brings a new one.
      }
    },
    onMessage: (listener) => void listeners.push(listener),
    onReconnect: (listener) => void reconnectListeners.push(listener),
    async close() {
      isClosed = true;
      client?.removeAllListeners('end');
      await client?.end();
    },
  };
}
