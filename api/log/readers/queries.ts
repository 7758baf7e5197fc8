import type { Knex } from 'knex';
import type { Database } from '../../db/database.ts';

/** Whose lease, and for how long from now on. */
export interface Claim {
  name: string;
  holder: string;
  leaseMs: number;
}

const table = 'log_readers';

/** By the database's clock, which is one for all nodes. On SQLite a lease has no end: there is one server, and who had it before is gone. */
function nowOf(db: Database): Knex.Raw {
  if (db.dialect === 'sqlite') return db.read.raw('0');
  return db.read.raw('cast(extract(epoch from clock_timestamp()) * 1000 as bigint)');
}

/** Whether it could be taken: a read, for those who wait for it. */
export async function isFree(db: Database, name: string): Promise<boolean> {
  if (db.dialect === 'sqlite') return true;
  const held = await db
    .read(table)
    .where({ name })
    .whereNotNull('leased_by')
    .where('leased_until', '>', nowOf(db))
    .first('name');
  return held === undefined;
}

/** The position where the last holder stopped, null when there was none; undefined when somebody else holds it. */
export async function takeLease(
  db: Database,
  { name, holder, leaseMs }: Claim,
): Promise<number | null | undefined> {
  const until = db.read.raw('? + ?', [nowOf(db), leaseMs]);
  const [row] = await db.transaction<{ position: number | null }[]>((trx) => {
    const taking = trx(table)
      .insert({ name, leased_by: holder, leased_until: until })
      .onConflict('name')
      .merge(['leased_by', 'leased_until']);
    if (db.dialect === 'postgres')
      taking.where((q) =>
        q.whereNull(`${table}.leased_by`).orWhere(`${table}.leased_until`, '<=', nowOf(db)),
      );
    return taking.returning('position');
  });
  return row?.position;
}

/** For as long again, with what was done; false when it is somebody else's by now. */
export async function keepLease(
  db: Database,
  { name, holder, leaseMs }: Claim,
  position: number | null,
): Promise<boolean> {
  const until = db.read.raw('? + ?', [nowOf(db), leaseMs]);
  const kept = await db.transaction((trx) =>
    trx(table).where({ name, leased_by: holder }).update({ position, leased_until: until }),
  );
  return kept > 0;
}

/** With what was done; nothing when it is somebody else's by now. */
export async function releaseLease(
  db: Database,
  { name, holder }: Pick<Claim, 'name' | 'holder'>,
  position: number | null,
): Promise<void> {
  await db.transaction((trx) =>
    trx(table).where({ name, leased_by: holder }).update({ position, leased_by: null }),
  );
}
