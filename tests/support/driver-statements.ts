import pg from 'pg';
import sqlite3 from 'sqlite3';

/** What each statement comes to in the end, whoever prepared it and when. */
const entries: [prototype: object, methods: string[]][] = [
  [sqlite3.Statement.prototype, ['run', 'all', 'get', 'each']],
  [sqlite3.Database.prototype, ['exec']],
  [pg.Client.prototype, ['query']],
];

/** Counts what this process's drivers are asked while `work` goes on, below all of ours: BEGIN and COMMIT too, on either database. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const undo = entries.flatMap(([prototype, methods]) =>
    methods.map((method) =>
      spy(prototype, method, () => {
        count += 1;
      }),
    ),
  );
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
