import { existsSync } from 'node:fs';
import { openBus } from '../../bus/open.ts';
import { openDatabase, sqliteFile } from '../../db/connection.ts';
import type { Database } from '../../db/database.ts';
import { isMigrated } from '../../db/migrations/index.ts';
import { requireSuitable } from '../../db/postgres/suitable.ts';
import { openSmtp } from '../../mail/smtp.ts';
import type { Config } from '../../process/config.ts';
import { describeError } from '../../process/describe-error.ts';
import { type Finding, well, wrong } from './finding.ts';

// What has to be asked: the database, the bus, the mail server, the address that people use.

/** Says in a line, without a secret, what an error means. */
export type Explain = (error: unknown) => string;

/** The database, and over it the bus. Nothing is made, migrated or written. */
export async function examineDatabase(config: Config, explain: Explain): Promise<Finding[]> {
  if (!config.databaseUrl && !existsSync(sqliteFile(config.dataDir)))
    return [well('There is no database yet: the first start makes it.')];
  const db = openDatabase(config);
  try {
    const asked =
      db.dialect === 'postgres'
        ? [await askSuitable(db, explain), await askClock(db)]
        : [await askVersion(db)];
    return [...asked, await askMigrations(db), await askBus(config, db, explain)];
  } catch (error) {
    return [wrong('The database cannot be used.', explain(error))];
  } finally {
    await db.close();
  }
}

async function askVersion({ read }: Database): Promise<Finding> {
  const [row] = await read.select<{ version: string }[]>(read.raw('sqlite_version() as version'));
  return well(`SQLite ${row?.version}.`);
}

async function askSuitable({ read }: Database, explain: Explain): Promise<Finding> {
  try {
    await requireSuitable(read);
  } catch (error) {
    return wrong('PostgreSQL is not as it has to be.', explain(error));
  }
  const [row] = await read.select<{ version: string }[]>(
    read.raw(`current_setting('server_version') as version`),
  );
  return well(`PostgreSQL ${row?.version}.`);
}

/** Beyond it nodes would date what happens in another order than it did. */
const maxClockDifferenceMs = 1000;

async function askClock({ read }: Database): Promise<Finding> {
  const before = Date.now();
  const [row] = await read.select<{ ms: number }[]>(
    read.raw('(extract(epoch from clock_timestamp()) * 1000)::float8 as ms'),
  );
  const differenceMs = Math.round(Math.abs((row?.ms ?? 0) - (before + Date.now()) / 2));
  if (differenceMs <= maxClockDifferenceMs) return well("The clock agrees with PostgreSQL's.");
  return wrong(`The clock is ${differenceMs} ms off PostgreSQL's.`, 'Set both by NTP.');
}

async function askMigrations({ read }: Database): Promise<Finding> {
  if (await isMigrated(read)) return well('All migrations have run.');
  return wrong(
    'The database has other migrations than this version.',
    'An older one is migrated by the next start, or by npm run migrate; for a newer one install the newer version.',
  );
}

async function askBus(config: Config, db: Database, explain: Explain): Promise<Finding> {
  if (db.dialect === 'sqlite' && !config.busUrl) return well('One node alone, which needs no bus.');
  try {
    const bus = await openBus(config, db);
    await bus.close();
    return well('The bus between the nodes can be reached.');
  } catch (error) {
    return wrong('The bus between the nodes cannot be used.', explain(error));
  }
}

/** Connects and logs in; nothing is sent. */
export async function examineMail({ smtp }: Config): Promise<Finding> {
  if (smtp === null) return well('SMTP_URL is not set: no e-mail is sent.');
  try {
    await openSmtp(smtp).verify();
    return well('The mail server of SMTP_URL lets us in.');
  } catch (error) {
    const { code = 'no code' } = describeError(error);
    const remedy =
      code === 'EAUTH'
        ? 'Look at the user and the password in it.'
        : 'Look at the host, the port and TLS in it.';
    return wrong(`The mail server of SMTP_URL cannot be used (${code}).`, remedy);
  }
}

/** People's browsers wait longer, and curse. */
const patienceMs = 5000;

/** Asks PUBLIC_URL alone, and only what load balancers ask. */
export async function examineAddress({ publicUrl }: Config): Promise<Finding> {
  if (publicUrl === null) return well('PUBLIC_URL is not set: links are relative.');
  const remedy = 'Start the server and let the proxy lead there (.deploy/ has examples).';
  try {
    const answer = await fetch(`${publicUrl}/healthz/`, { signal: AbortSignal.timeout(patienceMs) });
    const body = await answer.text();
    if (answer.status === 200 && body.includes('"ok"')) return well('PUBLIC_URL leads to a server of ours.');
    return wrong(`What answers at PUBLIC_URL is not Holdline (${answer.status}).`, remedy);
  } catch {
    return wrong('Nobody answers at PUBLIC_URL.', remedy);
  }
}
