import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { ask, askOverRows, insertOverRows, type Statement } from '../../api/db/statement.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { watchPostgres, watchSql } from '../support/watched-sql.ts';

// Reads that are asked one behind the other are one statement, on PostgreSQL also what only adds rows, and nobody is to see a difference.

/** On PostgreSQL a parameter that stands alone has to say of which type it is. */
function statement(name: string, sql: string, gives?: Statement['gives']): Statement {
  const sqlite = sql.replace(/\?::(?:double precision|[a-z]+)/g, '?');
  return { name, sqlite, postgres: sql, ...(gives && { gives }) };
}

const everything = statement(
  'everything',
  'select id, real, text, ?::text as given from things order by id',
  {
    id: 'bigint',
    real: 'double precision',
    text: 'text',
    given: 'text',
  },
);
const count = statement('count', 'select count(*) as count from things where id >= ?::bigint', {
  count: 'bigint',
});
const one = statement('one', 'select id from things where id = ?::bigint', { id: 'bigint' });
const insert = statement('insert', 'insert into things values (?::bigint, ?::double precision, ?::text)');
const addThings = insertOverRows('add things', 'things', { id: 'bigint', text: 'text' });
const addNames = insertOverRows('add names', 'names', { id: 'bigint', name: 'text' });

describe.for(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  let database: TestDatabase;
  let db: Database;

  beforeEach(async () => {
    database = await createDatabase(kind);
    const { DATA_DIR = '', DATABASE_URL = null } = database.settings;
    db = openDatabase({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL });
    await db.transaction(async (trx) => {
      await trx.raw('create table things (id bigint primary key, real double precision, text text)');
      await trx.raw('create table names (id bigint references things (id), name text)');
    });
  });

  afterEach(async () => {
    await db.close();
    await database.drop();
  });

  const watch = kind === 'sqlite' ? watchSql : watchPostgres;

  test('each is given its own rows in their order, and every value as it is', async () => {
    const seed = testSeed();
    const random = randomFrom(seed);
    // The last is one that SQLite's quote() does not give back.
    const reals = [0, -0.5, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, null, 5.1673126194380797e-20];
    while (reals.length < 500) reals.push((random.below(2 ** 52) / 3) * 10 ** (random.below(60) - 40));
    const texts = ['', '"', "it's", '\\u0041\\', '[1,2]', 'null', '\n\t\u0001', '漢字 😀', '\u2028', null];
    await db.transaction(async (trx) => {
      for (const [i, real] of reals.entries())
        await ask(trx, insert, i === 0 ? Number.MAX_SAFE_INTEGER : i, real, texts[i % texts.length] ?? null);
      const alone = await ask(trx, everything, "it's");
      const watched = watch();
      const together = await Promise.all([
        ask(trx, count, 3),
        ask(trx, everything, "it's"),
        ask(trx, one, -1),
        ask(trx, count, 400),
      ]);
      watched.stop();
      expect(watched.seen).toHaveLength(1);
      expect(together, `seed ${seed}`).toEqual([[{ count: 498 }], alone, [], [{ count: 101 }]]);
    });
  });

  test('a read sees what was written before it, and not what is written behind it', async () => {
    await db.transaction(async (trx) => {
      const add = (id: number) => ask(trx, insert, id, 0, '');
      const addSeveral = (...ids: number[]) => ids.map((id) => askOverRows(trx, addThings, [[id, '']]));
      const asked = [
        ask(trx, count, 0),
        ask(trx, count, 2),
        add(1),
        ask(trx, count, 0),
        add(2),
        ask(trx, count, 0),
        ...addSeveral(3, 4, 5),
        ask(trx, count, 2),
        ...addSeveral(6),
        Promise.resolve(trx('things').count('* as count')),
      ];
      const counts = (await Promise.all(asked)).flatMap((rows) =>
        rows.map((row) => (row as { count: number }).count),
      );
      expect(counts).toEqual([0, 0, 1, 2, 4, 6]);
    });
  });

  test('a read that fails fails for all who asked', async () => {
    const broken: Statement = {
      ...count,
      name: 'broken',
      ...{
        sqlite: 'select count from no_such_table where id = ?',
        postgres: 'select 1 / ?::bigint as count',
      },
    };
    const asking = db.transaction(async (trx) => {
      const both = await Promise.allSettled([ask(trx, count, 0), ask(trx, broken, 0)]);
      expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      // On PostgreSQL nothing can be asked in this transaction any more.
      if (kind === 'sqlite') expect(await ask(trx, count, 0)).toEqual([{ count: 0 }]);
    });
    await Promise.allSettled([asking]);
    await db.transaction(async (trx) => expect(await ask(trx, count, 0)).toEqual([{ count: 0 }]));
  });

  test('rows that are added at once may refer to each other, and are there or not together', async () => {
    const addBoth = (id: number, nameOf: number) =>
      db.transaction(async (trx) => {
        const watched = watch();
        const added = [
          askOverRows(trx, addThings, [[id, 'thing']]),
          askOverRows(trx, addNames, [[nameOf, 'name']]),
        ];
        await Promise.all(added).finally(watched.stop);
        return watched.seen.length;
      });
    expect(await addBoth(1, 1)).toBe(kind === 'sqlite' ? 2 : 1);
    // There is no such thing.
    const isMissing = { code: kind === 'sqlite' ? 'SQLITE_CONSTRAINT' : '23503' };
    await expect(addBoth(2, 3)).rejects.toMatchObject(isMissing);
    expect(await db.read('things').pluck('id')).toEqual([1]);
  });
});
