import pg from 'pg';
import sqlite3 from 'sqlite3';

/** Statements as they go to a database's driver, below all of ours. */
export interface WatchedSql {
  /** Their texts: also of those that were prepared before, and of a script in one piece. */
  seen: string[];
  /** How often one was sent while none was under way: what is sent meanwhile is not waited for. */
  waits: number;
  stop(): void;
}

type Method = (...args: unknown[]) => unknown;
type Watchable = Record<string, Method>;

/** Every statement that this process sends to SQLite from now on. */
export function watchSql(): WatchedSql {
  const textOf = (statement: object) => String((statement as { sql?: unknown }).sql);
  return watch(
    [
      ...['run', 'all', 'get', 'each'].map((name) => ({ owner: sqlite3.Statement.prototype, name })),
      { owner: sqlite3.Database.prototype, name: 'exec' },
    ],
    (target, [sql]) => (target instanceof sqlite3.Database ? String(sql) : textOf(target)),
  );
}

/** Every statement that this process sends to PostgreSQL from now on. */
export function watchPostgres(): WatchedSql {
  return watch([{ owner: pg.Client.prototype, name: 'query' }], (_target, [query]) =>
    typeof query === 'string' ? query : String((query as { text?: unknown }).text),
  );
}

function watch(
  methods: readonly { owner: object; name: string }[],
  textOf: (target: object, args: unknown[]) => string,
): WatchedSql {
  let underWay = 0;
  const originals = methods.map(({ owner, name }) => ({ owner, name, original: (owner as Watchable)[name] }));
  const watched: WatchedSql = {
    seen: [],
    waits: 0,
    stop() {
      for (const { owner, name, original } of originals) Object.assign(owner, { [name]: original });
    },
  };
  for (const { owner, name, original } of originals) {
    Object.assign(owner, {
      [name](this: object, ...args: unknown[]) {
        watched.seen.push(textOf(this, args));
        const done = args.at(-1);
        if (typeof done !== 'function') return Reflect.apply(original as Method, this, args);
        if (underWay === 0) watched.waits += 1;
        underWay += 1;
        const ended = function (this: unknown, ...results: unknown[]) {
          underWay -= 1;
          return Reflect.apply(done, this, results);
        };
        return Reflect.apply(original as Method, this, [...args.slice(0, -1), ended]);
      },
    });
  }
  return watched;
}
