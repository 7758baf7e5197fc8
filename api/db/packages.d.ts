/** knex's own class for PostgreSQL, of which its types know nothing. */
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';
  import type { Client } from 'pg';

  export default class PostgresClient extends Knex.Client {
    acquireRawConnection(): Promise<Client>;
    destroyRawConnection(connection: Client): Promise<void>;
    validateConnection(connection: Client): Promise<boolean>;
    _query(connection: Client, query: unknown): Promise<unknown>;
  }
}
