import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { ask, type Statement } from '../../api/db/statement.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { watchSql } from '../support/watched-sql.ts';

// On SQLite reads that are asked one behind the other are one statement, and nobody is to see a difference.

const everything: Statement = {
  name: 'everything',
  sqlite: 'select id, real, text, ? as given from things order by id',
  postgres: '',
  gives: { id: 'bigint', real: 'double precision', text: 'text', given: 'text' },
};
const count: Statement = {
  name: 'count',
  sqlite: 'select count(*) as count from things where id >= ?',
  postgres: '',
  gives: { count: 'bigint' },
};
const one: Statement = {
  name: 'one',
  sqlite: 'select id from things where id = ?',
  postgres: '',
  gives: { id: 'bigint' },
};
const insert: Statement = { name: 'insert', sqlite: 'insert into things values (?, ?, ?)', postgres: '' };

let database: TestDatabase;
let db: Database;

beforeEach(async () => {
  database = await createDatabase('sqlite');
  db = openDatabase({ dataDir: database.settings.DATA_DIR ?? '', databaseUrl: null });
  await db.transaction((trx) =>
    trx.raw('create table things (id integer primary key, real real, text text)'),
  );
});

afterEach(async () => {
  await db.close();
  await database.drop();
});

test('gives the rows of each in their order, and every value as it is', async () => {
  const seed = testSeed();
  const random = randomFrom(seed);
  const reals = [0, -0.5, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, null];
  while (reals.length < 500) reals.push((random.below(2 ** 52) / 3) * 10 ** (random.below(60) - 40));
  const texts = ['', '"', "it's", '\\u0041\\', '[1,2]', 'null', '\n\t\u0001', '漢字 😀', '\u2028', null];
  await db.transaction(async (trx) => {
    for (const [i, real] of reals.entries())
      await ask(trx, insert, i === 0 ? Number.MAX_SAFE_INTEGER : i, real, texts[i % texts.length] ?? null);
    const alone = await ask(trx, everything, "it's");
    const watched = watchSql();
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

test('sees what was written before it, and not what is written behind it', async () => {
  await db.transaction(async (trx) => {
    const add = (id: number) => ask(trx, insert, id, 0, '');
    const asked = [
      ask(trx, count, 0),
      ask(trx, count, 2),
      add(1),
      ask(trx, count, 0),
      add(2),
      ask(trx, count, 0),
      ask(trx, count, 2),
    ];
    const counts = (await Promise.all(asked)).flatMap((rows) =>
      rows.map((row) => (row as { count: number }).count),
    );
    expect(counts).toEqual([0, 0, 1, 2, 1]);
  });
});

test('fails for all who asked, and what follows is asked all the same', async () => {
  const broken: Statement = {
    ...count,
    name: 'broken',
    sqlite: 'select count from no_such_table where id = ?',
  };
  await db.transaction(async (trx) => {
    const both = await Promise.allSettled([ask(trx, count, 0), ask(trx, broken, 0)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask(trx, count, 0)).toEqual([{ count: 0 }]);
  });
});
