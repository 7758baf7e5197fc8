/** What BUS_URL names. */
export type BusPlace = { kind: 'nats'; servers: NatsServer[] } | { kind: 'redis'; url: string };

/** One of a cluster, any of which will do. */
export interface NatsServer {
  host: string;
  port: number;
  isEncrypted: boolean;
  /** A user with a password, a token, or nothing. */
  credentials: { user: string; pass: string } | { token: string } | null;
}

const natsPort = 4222;

/**
 * Of a setting that has passed process/config.ts. For NATS there may be several servers with commas between; scheme and credentials of
 * the first are those of all that name none.
 */
export function busPlace(busUrl: string): BusPlace {
  if (/^rediss?:/.test(busUrl)) return { kind: 'redis', url: busUrl };
  const [scheme = ''] = busUrl.match(/^\w+:\/\//) ?? [];
  const urls = busUrl.split(',').map((part) => new URL(part.includes('://') ? part : scheme + part));
  const [first] = urls;
  const servers = urls.map((url) => ({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || natsPort),
    isEncrypted: url.protocol === 'tls:',
    credentials: credentialsOf(url) ?? (first ? credentialsOf(first) : null),
  }));
  return { kind: 'nats', servers };
}

function credentialsOf({ username, password }: URL): NatsServer['credentials'] {
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  if (!user) return null;
  return pass ? { user, pass } : { token: user };
}
