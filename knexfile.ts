import type { Knex } from 'knex';
import { sqliteFile } from './api/db/connection.ts';
import { migrationSource } from './api/db/migrations/index.ts';
import { parseConfig } from './api/process/config.ts';

/** For the knex command line (`npm run migrate`): the same database and the same migrations as the server's. */
const { databaseUrl, dataDir } = parseConfig(process.env);

const config: Knex.Config = databaseUrl
  ? { client: 'pg', connection: databaseUrl, migrations: { migrationSource } }
  : {
      client: 'sqlite3',
      connection: { filename: sqliteFile(dataDir) },
      useNullAsDefault: true,
      migrations: { migrationSource },
    };

export default config;
