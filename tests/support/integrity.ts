import path from 'node:path';
import sqlite3 from 'sqlite3';

/** What SQLite itself says of the file: "ok", or all that is wrong with it. PostgreSQL looks after itself. */
export function checkIntegrity(settings: Record<string, string>): Promise<string[]> {
  if (settings.DATABASE_URL) return Promise.resolve(['ok']);
  const file = path.join(settings.DATA_DIR ?? '', 'holdline.sqlite3');
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, sqlite3.OPEN_READWRITE);
    database.all<{ integrity_check: string }>('PRAGMA integrity_check', (error, rows) =>
      database.close(() => (error ? reject(error) : resolve(rows.map((row) => row.integrity_check)))),
    );
  });
}
