import sqlite3 from 'sqlite3';

const methods = ['run', 'all', 'get', 'each', 'exec', 'prepare'] as const;

/** Every statement that this process sends to SQLite from now on, as text: counted at the driver, below all of ours. */
export function watchSql(): { seen: string[]; stop(): void } {
  const seen: string[] = [];
  const originals = methods.map((method) => [method, sqlite3.Database.prototype[method]] as const);
  for (const [method, original] of originals) {
    Object.assign(sqlite3.Database.prototype, {
      [method](this: sqlite3.Database, ...args: [string]) {
        seen.push(String(args[0]));
        return Reflect.apply(original, this, args);
      },
    });
  }
  return {
    seen,
    stop: () => void Object.assign(sqlite3.Database.prototype, Object.fromEntries(originals)),
  };
}
