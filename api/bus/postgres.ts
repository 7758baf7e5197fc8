import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { answerMs, connectMs } from '../db/postgres/patience.ts';
import { type Bus, requireSendable, type Topic, topics } from './index.ts';

const firstRetryMs = 100;
const maxRetryMs = 5000;
/** A line that was cut without a word says nothing for hours; one who only listens would never notice. */
const heartbeatMs = 5000;
const goodbyeMs = 1000;

/**
 * By LISTEN and NOTIFY, on a connection of its own that is made anew when it breaks. Resolves once it listens, on all topics. Channels
 * belong to a database, and begin with `prefix` there.
 */
export async function openPostgresBus(databaseUrl: string, prefix = 'holdline'): Promise<Bus> {
  const channelOf = (topic: Topic) => `${prefix}_${topic}`;
  const listenToAll = topics.map((topic) => `listen ${channelOf(topic)};`).join('');
  const listeners: [topic: Topic, listener: (text: string) => void][] = [];
  const lostListeners: (() => void)[] = [];
  const restoredListeners: (() => void)[] = [];
  let client: pg.Client | null = null;
  let isClosed = false;

  const connect = async () => {
    const next = newClient(databaseUrl);
    next.on('notification', ({ channel, payload = '' }) => {
      if (isClosed) return;
      for (const [topic, listener] of listeners) if (channelOf(topic) === channel) listener(payload);
    });
    try {
      await next.connect();
      await next.query(listenToAll);
    } catch (error) {
      // It may be connected all the same, and would stay so for ever: one more at each try.
      await hangUp(next);
      throw error;
    }
    if (isClosed) return hangUp(next);
    client = next;
    // Does nothing new, but has to be answered; 'end' follows where it is not.
    const beat = setInterval(() => void next.query(listenToAll).catch(() => cut(next)), heartbeatMs).unref();
    next.once('end', () => {
      clearInterval(beat);
      if (client === next) client = null;
      if (isClosed) return;
      for (const listener of lostListeners) listener();
      void reconnect();
    });
  };

  const reconnect = async () => {
    for (let waitMs = firstRetryMs; !isClosed; waitMs = Math.min(waitMs * 2, maxRetryMs)) {
      await sleep(waitMs * (0.5 + Math.random()), undefined, { ref: false });
      if (isClosed) return;
      try {
        await connect();
        for (const listener of restoredListeners) listener();
        return;
      } catch {
        // The database is away; the sweep and the next try find it again.
      }
    }
  };

  await connect();
  return {
    hasOthers: true,
    async publish(topic, text) {
      requireSendable(text);
      const connected = client;
      try {
        await connected?.query('select pg_notify($1, $2)', [channelOf(topic), text]);
      } catch (error) {
        // Refused (a standby takes none), or not answered: then the connection is lost, and 'end' brings a new one.
        if (connected && !(error instanceof pg.DatabaseError)) cut(connected);
      }
    },
    async subscribe(topic, listener) {
      listeners.push([topic, listener]);
    },
    onLost: (listener) => void lostListeners.push(listener),
    onRestored: (listener) => void restoredListeners.push(listener),
    async close() {
      isClosed = true;
      const connected = client;
      client = null;
      if (connected) await hangUp(connected);
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
