import pg from 'pg';
import sqlite3 from 'sqlite3';

const sqliteMethods = ['run', 'all', 'get', 'each', 'exec', 'prepare'] as const;

/** Counts what this process's drivers are asked while `work` goes on, below all of ours: BEGIN and COMMIT too, on either database. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const undo = [
    ...sqliteMethods.map((method) => spy(sqlite3.Database.prototype, method, () => (count += 1))),
    spy(pg.Client.prototype, 'query', () => (count += 1)),
  ];
  try {
    await work();
  } finally {
    for (const each of undo) each();
  }
  return count;
}

/** Returns what takes it off again. */
function spy(prototype: object, method: string, onCall: () => void): () => void {
  const original = Reflect.get(prototype, method);
  Object.assign(prototype, {
    [method](this: unknown, ...args: unknown[]) {
      onCall();
      return Reflect.apply(original, this, args);
    },
  });
  return () => Object.assign(prototype, { [method]: original });
}
