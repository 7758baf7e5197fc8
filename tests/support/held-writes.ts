import { onTestFinished } from 'vitest';
import { connectTo } from './raw-database.ts';

/**
 * Lets nothing be written any more until what this resolves with is called: what is only read goes on. A node writes nothing to the log
 * without its head, and SQLite has one writer.
 */
export async function holdWrites({
  settings,
}: {
  settings: Record<string, string>;
}): Promise<() => Promise<void>> {
  const db = connectTo({ settings, drop: async () => {} });
  const trx = await db.transaction();
  await trx('log_head').update({ id: trx.ref('id') });
  let isHeld = true;
  const release = async () => {
    if (!isHeld) return;
    isHeld = false;
    await trx.rollback();
    await db.destroy();
  };
  onTestFinished(release);
  return release;
}
