/** knex's own classes, of which its types know nothing. */
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';
  import type { Client } from 'pg';

  export default class PostgresClient extends Knex.Client {
    acquireRawConnection(): Promise<Client>;
    destroyRawConnection(connection: Client): Promise<void>;
    validateConnection(connection: Client): Promise<boolean>;
    _query(connection: Client, query: unknown): Promise<object>;
    transaction(...args: import('./transact.ts').TransactionArguments): Knex.Transaction;
  }
}

declare module 'knex/lib/dialects/sqlite3/index.js' {
  import type { Knex } from 'knex';

  export default class SqliteClient extends Knex.Client {
    destroyRawConnection(connection: object): Promise<void>;
    query(connection: object, query: object | string): Promise<unknown>;
    _query(connection: object, query: object): Promise<unknown>;
    transaction(...args: import('./transact.ts').TransactionArguments): Knex.Transaction;
  }
}
