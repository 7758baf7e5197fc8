import type pg from 'pg';
import { type OneRead, oneRead } from '../one-read.ts';
import type { Cell, Statement } from '../statement.ts';

type Row = Record<string, unknown>;

/** Sends a statement, behind all that was sent before. */
type Send<Connection> = (connection: Connection, query: pg.QueryConfig) => Promise<{ rows: Row[] }>;

interface Asked {
  statement: Statement;
  bindings: readonly Cell[];
  resolve(rows: Row[]): void;
  reject(error: unknown): void;
}

type Kind = 'reads' | 'adds';

/** What was asked last on a connection and may be one statement with what is asked next. */
export interface Gathered {
  kind: Kind;
  asked: Asked[];
}

interface Gathering {
  gathered?: Gathered | null;
}

/**
 * Named statements on PostgreSQL: reads that are asked one behind the other are one there, and so are those that only add rows. A statement
 * costs the driver and the server more than its rows do.
 */
export class Asking<Connection extends Gathering> {
  /** By their names. The names of prepared statements are short, so theirs are counted. */
  readonly #reads = new Map<string, OneRead & { name: string }>();
  readonly #adds = new Map<string, { sql: string; name: string }>();
  readonly #texts = new Map<string, string>();

  constructor(private readonly send: Send<Connection>) {}

  /** Of what may be one with others it sends nothing yet: `flush` does, before anything else is sent, and in this turn. */
  async ask(connection: Connection, statement: Statement, bindings: readonly Cell[]): Promise<Row[]> {
    const kind = kindOf(statement);
    if (connection.gathered?.kind !== kind) this.flush(connection);
    if (kind === null) return this.#alone(connection, statement, bindings);
    connection.gathered ??= { kind, asked: [] };
    const { asked } = connection.gathered;
    return new Promise((resolve, reject) => asked.push({ statement, bindings, resolve, reject }));
  }

  flush(connection: Connection): void {
    const { gathered } = connection;
    if (!gathered) return;
    connection.gathered = null;
    const { kind, asked } = gathered;
    void this.#answer(connection, kind, asked);
  }

  async #answer(connection: Connection, kind: Kind, asked: readonly Asked[]): Promise<void> {
    try {
      const answers = await this.#askAll(connection, kind, asked);
      for (const [i, { resolve }] of asked.entries()) resolve(answers[i] ?? []);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async #askAll(connection: Connection, kind: Kind, asked: readonly Asked[]): Promise<Row[][]> {
    const [first] = asked;
    if (first && asked.length === 1) return [await this.#alone(connection, first.statement, first.bindings)];
    const values = asked.flatMap(({ bindings }) => bindings);
    const statements = asked.map(({ statement }) => statement);
    if (kind === 'adds') {
      const { name, sql } = this.#oneAdd(statements);
      await this.send(connection, { name, text: sql, values });
      return [];
    }
    const { name, sql, apart } = this.#oneRead(statements);
    const { rows } = await this.send(connection, { name, text: sql, values });
    return apart(rows[0]);
  }

  async #alone(connection: Connection, { name, postgres }: Statement, values: readonly Cell[]) {
    const text = this.#texts.get(postgres) ?? numbered(postgres);
    this.#texts.set(postgres, text);
    const { rows } = await this.send(connection, { name, text, values: [...values] });
    return rows;
  }

  #oneRead(statements: readonly Statement[]): OneRead & { name: string } {
    const names = namesOf(statements);
    const known = this.#reads.get(names);
    if (known) return known;
    const { sql, apart } = oneRead(
      statements.map(({ postgres, gives = {} }) => ({ sql: postgres, gives })),
      'postgres',
    );
    const made = { name: `reads ${this.#reads.size}`, sql: numbered(sql), apart };
    this.#reads.set(names, made);
    return made;
  }

  #oneAdd(statements: readonly Statement[]): { name: string; sql: string } {
    const names = namesOf(statements);
    const known = this.#adds.get(names);
    if (known) return known;
    const parts = statements.map(({ postgres }, i) => `added${i} as (${postgres})`);
    const made = { name: `adds ${this.#adds.size}`, sql: numbered(`with ${parts.join(', ')} select`) };
    this.#adds.set(names, made);
    return made;
  }
}

function kindOf({ gives, locks, adds }: Statement): Kind | null {
  if (gives && !locks) return 'reads';
  return adds ? 'adds' : null;
}

function namesOf(statements: readonly Statement[]): string {
  return statements.map(({ name }) => name).join(' + ');
}

/** With the driver's placeholders. */
function numbered(sql: string): string {
  let last = 0;
  return sql.replace(/\?/g, () => {
    last += 1;
    return `$${last}`;
  });
}
