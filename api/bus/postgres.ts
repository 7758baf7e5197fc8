import { setTimeout as sleep } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import pg from 'pg';
import { answerMs } from '../db/postgres/patience.ts';
import { isPooled } from '../db/postgres/pooler.ts';
import { ConfigError } from '../process/config.ts';
import { type Bus, requireSendable, type Topic, topics } from './index.ts';
import { type Connection, connectMs, type Ear, openLine } from './line.ts';

/**
 * Of the queue that PostgreSQL keeps until all who listen have read it, in a file of 8 GB. Full it would fail commits: when somebody's
 * session has listened and then sat in a transaction for hours.
 */
const fullestQueue = 0.5;
/** Far longer than it takes. */
const hearingMs = 2000;

/**
 * By LISTEN and NOTIFY, on a connection of its own. Channels belong to a database, and begin with `prefix` there. Promises what
 * index.ts says, and: what is published is told to this node as well, and is on its way when `publish` has resolved, as PostgreSQL has
 * queued it for all who listen. What a standby or a full queue refuses is lost. Every node hears everything.
 */
export async function openPostgresBus(databaseUrl: string, prefix = 'holdline'): Promise<Bus> {
  const channelOf = (topic: Topic) => `${prefix}_${topic}`;
  const listenToAll = topics.map((topic) => `listen ${channelOf(topic)};`).join('');
  const line = await openLine(async ({ heard, ended }: Ear): Promise<Connection> => {
    const client = newClient(databaseUrl);
    client.on('notification', ({ channel, payload = '' }) => {
      for (const topic of topics) if (channelOf(topic) === channel) heard(topic, payload);
    });
    const cut = () => client.connection.stream.destroy();
    try {
      await client.connect();
      const goesThroughPooler = await isPooled(client);
      await client.query(listenToAll);
      if (goesThroughPooler) await requireHearing(client, databaseUrl, `${prefix}_self`);
    } catch (error) {
      // It may be connected all the same, and would stay so for ever: one more at each try.
      cut();
      throw error;
    }
    client.once('end', ended);
    return {
      publish: (topic, text) =>
        client.query('select pg_notify($1, $2)', [channelOf(topic), text]).catch(unlessRefused),
      // Does nothing new, but has to be answered.
      beat: () => client.query(listenToAll),
      end: () => client.end(),
      cut,
    };
  });
  return Object.assign(line, {
    sqlToPublish(topic: Topic, text: string) {
      requireSendable(text);
      const [channel, said] = [channelOf(topic), text].map((each) => pg.escapeLiteral(each));
      return `select pg_notify(${channel}, ${said}) where pg_notification_queue_usage() < ${fullestQueue};`;
    },
  });
}

/** A pooler in transaction mode takes LISTEN, and gives the session to somebody else. Said by another client, as that is heard then. */
async function requireHearing(client: pg.Client, databaseUrl: string, channel: string): Promise<void> {
  const text = nanoid();
  const heard = new Promise<boolean>((resolve) => {
    client.on('notification', ({ payload }) => payload === text && resolve(true));
  });
  await client.query(`listen ${channel}`);
  const other = newClient(databaseUrl);
  try {
    await other.connect();
    await other.query('select pg_notify($1, $2)', [channel, text]);
    if (await Promise.race([heard, sleep(hearingMs, false, { ref: false })])) return;
  } finally {
    await other.end();
  }
  throw new ConfigError(
    'DATABASE_URL leads through a pooler that loses LISTEN: set BUS_URL, or let it keep sessions (pool_mode = session)',
  );
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

/** What the database says no to was heard, so the connection is good. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof pg.DatabaseError)) throw error;
}
