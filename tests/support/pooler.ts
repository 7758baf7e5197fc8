import pg from 'pg';
import { freePort, type ProgramServer, startProgram } from './program-server.ts';
import { findProgram } from './programs.ts';

interface PoolerOptions {
  mode: 'session' | 'transaction';
  /** To the database, for all clients; fewer than they are, so that each has another one now and then. */
  connections: number;
  /** As one that nobody has set up for us. */
  isBare?: boolean;
}

/** A PgBouncer before the server of this database. */
export async function startPooler(databaseUrl: string, options: PoolerOptions): Promise<ProgramServer> {
  const [program, port, direct] = [await findProgram('pgbouncer'), await freePort(), new URL(databaseUrl)];
  const { username, password, hostname, searchParams } = direct;
  const to = [
    `host=${searchParams.get('host') ?? hostname}`,
    `port=${direct.port || 5432}`,
    `user=${decodeURIComponent(username)}`,
    password && `password=${decodeURIComponent(password)}`,
  ];
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'any',
    pool_mode: options.mode,
    default_pool_size: options.connections,
    // The one that waited longest comes first, so that nobody keeps theirs.
    server_round_robin: 1,
    ...(!options.isBare && {
      ignore_startup_parameters:
        'extra_float_digits,statement_timeout,lock_timeout,idle_in_transaction_session_timeout',
      server_login_retry: 1,
    }),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const url = `postgres://${username}@127.0.0.1:${port}${direct.pathname}`;
  return startProgram({
    program,
    port,
    // It refuses to run as root.
    args: [...(process.getuid?.() === 0 ? ['--user', 'nobody'] : []), 'settings'],
    settings: ['[databases]', `* = ${to.filter(Boolean).join(' ')}`, '[pgbouncer]', ...lines, ''].join('\n'),
    url,
  });
}

/** What README.md asks of a user behind a pooler, for this database alone. */
export async function bringTimeouts(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const name = new URL(databaseUrl).pathname.slice(1);
  for (const setting of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'])
    await client.query(`alter database ${name} set ${setting} = '5s'`);
  await client.end();
}
