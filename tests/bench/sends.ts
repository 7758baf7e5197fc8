import { compareThroughput, inTurn, type Scale } from './compare.ts';
import { answersWithin, askOnce, type Load } from './load.ts';
import { message } from './message.ts';
import { openRawSqlite } from './raw-sqlite.ts';
import { atLeast, countRow, pairRow, type Row } from './table.ts';
import { onBare, onHoldline, type Target } from './target.ts';

const senders = 32;

/** A message counts when its 201 is there: then it is on the disk. */
export function measureSends(scale: Scale): Promise<Row[]> {
  return onHoldline({ people: senders, perChat: senders }, async (target, { residents }) => {
    const load = { requests: residents.map(message), status: 201 };
    return [
      ...(await besideBare(scale, target, load)),
      await besideSqlite(scale, target, { load, rowsAtOnce: 1 }),
      await besideSqlite(scale, target, { load, rowsAtOnce: senders }),
    ];
  });
}

async function besideBare(scale: Scale, target: Target, load: Load): Promise<Row[]> {
  const like = await askOnce(target.port, load.requests[0], load.status);
  return onBare(like, { holdsGets: false }, async (bare) => {
    const measured = await compareThroughput(scale, { target, load }, { target: bare, load });
    return [
      pairRow(`Acknowledged durable sends/s, ${senders} senders`, measured.perSecond, atLeast(0.25)),
      pairRow('  processor time each, µs', measured.cpuUs),
      countRow('  SQL statements each', measured.statements / measured.answers),
    ];
  });
}

/** One row to a transaction is what group commit has to beat; as many as there are senders, what it could reach. */
async function besideSqlite(
  { rounds, roundMs }: Scale,
  target: Target,
  { load, rowsAtOnce }: { load: Load; rowsAtOnce: number },
): Promise<Row> {
  const raw = await openRawSqlite();
  try {
    const pair = await inTurn(
      rounds,
      async () => ((await answersWithin(roundMs, target.port, load)) * 1000) / roundMs,
      () => raw.rowsPerSecond(rowsAtOnce, roundMs),
    );
    const measure = `  beside raw SQLite, ${rowsAtOnce} to a transaction`;
    return pairRow(measure, pair, rowsAtOnce === 1 ? atLeast(1) : undefined);
  } finally {
    await raw.close();
  }
}
