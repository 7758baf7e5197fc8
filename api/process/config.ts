import { isIP } from 'node:net';
import { z } from 'zod';

/** Everything the process may be told from outside, with units in the names. Parsed once; trusted after. */
export interface Config {
  port: number;
  /** Undefined listens on every address of both IP versions. */
  host: string | undefined;
  dataDir: string;
  /** `postgres://...`, or null for the SQLite file in `dataDir`. */
  databaseUrl: string | null;
  /** What the nodes speak through, NATS or Redis; null: the database. */
  busUrl: string | null;
  /** Null: made once and kept in `dataDir`. */
  secretKey: string | null;
  /** By whom e-mail is sent, as whose (`a@b.example` or `Name <a@b.example>`); null: none is. PUBLIC_URL is set then. */
  smtp: { url: string; from: string } | null;
  /** As whom pushes are sent (an `https:` or `mailto:` URL), and through which push services, as push/services.ts reads them; null: none are. */
  push: { subject: string; services: readonly string[] } | null;
  /** Where people reach us, without a trailing slash; null: links are relative. */
  publicUrl: string | null;
  /** How many reverse proxies in front of us may be believed about the client's address. */
  trustedProxies: number;
  corsOrigins: '*' | string[];
  userDirectory: boolean;
  guestIdleMs: number;
  eventRetentionMs: number;
  /** How often a client is advised to ask while its polls are not held. */
  pollIntervalMs: number;
  maxHeldPerUser: number;
  maxHeldPerAddress: number;
  maxHeld: number;
  rateLimits: boolean;
  /** Whether hooks may have addresses without TLS. */
  hooksByHttp: boolean;
  /** Addresses and networks that hooks may lead to though they are not public. */
  hooksAllowedAddresses: string[];
  logLevel: (typeof logLevels)[number];
  /** A line for each request. */
  logRequests: boolean;
  /** A statement that takes longer has a line. */
  slowQueryMs: number;
  /** Opens /metrics; null: there is none. */
  metricsToken: string | null;
  production: boolean;
}

/** A setting that cannot be used; the message is one line for the person who starts the server. */
export class ConfigError extends Error {}

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

const wholeNumber = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be between ${min} and ${max}`)
    .default(fallback);

const onOff = (fallback: boolean) =>
  z
    .enum(['on', 'off'], 'must be "on" or "off"')
    .transform((word) => word === 'on')
    .default(fallback);

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
  .transform((url) => url.replace(/\/+$/, ''));

/** URLs with commas between; those after the first may be a host and a port alone. */
function areServers(list: string): boolean {
  return list.split(',').every((part) => URL.canParse(part.includes('://') ? part : `nats://${part}`));
}

/** An IP address, or one with the length of its network's prefix. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    more.length === 0 &&
    most > 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= most))
  );
}

/** An address, or a name with one. */
function isSender(text: string): boolean {
  const [, named, alone] = /^(?:[^<>@,;"\\\p{Cc}]+ <([^<>]+)>|([^<>]+))$/u.exec(text) ?? [];
  return z.email().safeParse(named ?? alone).success;
}

/** Those of Chrome and what is made of it, Firefox, Safari and Edge. */
const browsersServices =
  'fcm.googleapis.com updates.push.services.mozilla.com *.push.apple.com *.notify.windows.com';

/** A host with what stands before it; in plain http this machine alone, where nobody listens in. */
const pushService =
  /^((https:\/\/)?(\*\.)?[a-z\d-]+(\.[a-z\d-]+)+(:\d{1,5})?|http:\/\/127\.0\.0\.1(:\d{1,5})?)$/;

const settings = z
  .object({
    PORT: wholeNumber(0, 65_535, 8000),
    HOST: z.string().optional(),
    DATA_DIR: z.string().default('data'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres://; leave it out for SQLite in DATA_DIR')
      .refine((url) => URL.canParse(url), 'is no URL; write special characters of the password as %XX')
      .optional(),
    BUS_URL: z
      .string()
      .regex(/^(nats|tls|rediss?):\/\//, 'must start with nats://, tls://, redis:// or rediss://')
      .refine(areServers, 'is no list of URLs; write special characters of the password as %XX')
      .refine((list) => !/^redis.*,/.test(list), 'may name several servers of NATS, and one of Redis')
      .optional(),
    // Shorter secrets can be guessed offline from a single token.
    SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/[^/]/, 'must start with smtp:// or smtps://')
      .refine((url) => URL.canParse(url), 'is no URL; write special characters of the password as %XX')
      .refine((url) => /^(\?tls=off)?$/.test(new URL(url).search), 'takes nothing behind "?" but tls=off')
      .optional(),
    SMTP_FROM: z
      .string()
      .refine(isSender, 'must be an e-mail address, or a name and <an address>')
      .optional(),
    PUBLIC_URL: httpUrl.optional(),
    VAPID_SUBJECT: z
      .string()
      .regex(
        /^(mailto:[^@\s]+@[^@\s]+|https:\/\/[^/\s]+.*)$/,
        'must be an https: address or mailto:name@host',
      )
      .optional(),
    PUSH_SERVICES: z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter((each) => each !== '' && each !== 'none'))
      .pipe(
        z.array(
          z.string().regex(pushService, 'must be "none" or a list of hosts, such as *.push.example.org'),
        ),
      )
      .prefault(browsersServices),
    TRUST_PROXY: z
      .string()
      .regex(/^(on|off|\d)$/, 'must be "on", "off" or the number of proxies in front')
      .transform((word) => (word === 'on' ? 1 : word === 'off' ? 0 : Number(word)))
      .default(0),
    CORS_ORIGINS: z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(z.union([z.literal('*'), httpUrl], 'must be "*" or a list of origins')))
      .transform((list) => (list.includes('*') || list.length === 0 ? ('*' as const) : list))
      .default('*'),
    USER_DIRECTORY: onOff(true),
    GUEST_IDLE_S: wholeNumber(1, 31_536_000, 7200),
    EVENT_RETENTION_DAYS: wholeNumber(1, 36_500, 30),
    // Under a fifth of a second no client follows: it would ask all the time.
    POLL_INTERVAL_MS: wholeNumber(200, 300_000, 3000),
    MAX_HELD_PER_USER: wholeNumber(0, 1_000_000, 6),
    MAX_HELD_PER_ADDRESS: wholeNumber(0, 1_000_000, 100),
    MAX_HELD: wholeNumber(0, 1_000_000, 20_000),
    RATE_LIMITS: onOff(true),
    HOOKS_HTTP: onOff(false),
    HOOKS_ALLOWED_ADDRESSES: z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .refine((list) => list.every(isNetwork), 'must be a list of IP addresses, or networks as 10.0.0.0/8')
      .default([]),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
    LOG_REQUESTS: onOff(false),
    SLOW_QUERY_MS: wholeNumber(0, 3_600_000, 1000),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    NODE_ENV: z.string().optional(),
  })
  .superRefine(({ SMTP_URL, SMTP_FROM, PUBLIC_URL }, { addIssue }) => {
    if (SMTP_URL === undefined) return;
    const need = (message: string) => addIssue({ code: 'custom', path: ['SMTP_URL'], message });
    if (SMTP_FROM === undefined) need('needs SMTP_FROM, the address that its mails come from');
    // What a request calls its host is anybody's word: a mail with a link to there would hand its secret to them.
    if (PUBLIC_URL === undefined) need('needs PUBLIC_URL, which the links in its mails lead to');
  });

/** Settings whose value may hold something secret: it stays out of the line, which ends in logs and in questions to others. */
const secretive = /KEY|TOKEN|SECRET|PASS|URL|ORIGINS/;

/** What was given, where it may be shown: on one line, and cut. */
function shownValue(name: string, value = ''): string {
  return secretive.test(name) ? '' : ` (it is ${JSON.stringify(value.slice(0, 100))})`;
}

/** Reads the settings (README.md has a table of them). An empty value counts as absent. Throws ConfigError. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new ConfigError(`${name} ${issue?.message}${shownValue(name, given[name])}`);
  }
  const value = parsed.data;
  // Apple's and Mozilla's services take nothing from who does not say whom to write to.
  const subject = value.VAPID_SUBJECT ?? (value.PUBLIC_URL?.startsWith('https:') ? value.PUBLIC_URL : null);
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL ?? null,
    busUrl: value.BUS_URL ?? null,
    secretKey: value.SECRET_KEY ?? null,
    smtp: value.SMTP_URL && value.SMTP_FROM ? { url: value.SMTP_URL, from: value.SMTP_FROM } : null,
    push:
      subject !== null && value.PUSH_SERVICES.length > 0 ? { subject, services: value.PUSH_SERVICES } : null,
    publicUrl: value.PUBLIC_URL ?? null,
    trustedProxies: value.TRUST_PROXY,
    corsOrigins: value.CORS_ORIGINS,
    userDirectory: value.USER_DIRECTORY,
    guestIdleMs: value.GUEST_IDLE_S * 1000,
    eventRetentionMs: value.EVENT_RETENTION_DAYS * 86_400_000,
    pollIntervalMs: value.POLL_INTERVAL_MS,
    maxHeldPerUser: value.MAX_HELD_PER_USER,
    maxHeldPerAddress: value.MAX_HELD_PER_ADDRESS,
    maxHeld: value.MAX_HELD,
    rateLimits: value.RATE_LIMITS,
    hooksByHttp: value.HOOKS_HTTP,
    hooksAllowedAddresses: value.HOOKS_ALLOWED_ADDRESSES,
    logLevel: value.LOG_LEVEL,
    logRequests: value.LOG_REQUESTS,
    slowQueryMs: value.SLOW_QUERY_MS,
    metricsToken: value.METRICS_TOKEN ?? null,
    production: value.NODE_ENV === 'production',
  };
}
