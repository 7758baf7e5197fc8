/**
 * What can go wrong with a database that is nobody's fault in here: the request may be tried again, and is a 503 until then.
 * Told by class or by the driver's code, never by a message, whose words change and which holds what people wrote.
 */
export interface Fault {
  /** One sentence for the log and for whoever asks whether we are ready. Names no table, no statement, no person. */
  sentence: string;
  /** Whether nothing can be written while it lasts; else it is a matter of one moment. */
  stopsWrites: boolean;
}

/** No connection could be made, or the one in use was lost; of what it was asked last nobody knows whether it was done. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('The connection to the database was lost.', { cause });
  }
}

const lasting = (sentence: string): Fault => ({ sentence, stopsWrites: true });
const passing = (sentence: string): Fault => ({ sentence, stopsWrites: false });

const diskFull = lasting('The disk of the database is full: nothing can be written until there is room.');
const readOnly = lasting('The database is read-only: nothing can be written.');
const ioError = lasting('The disk of the database fails: it cannot be read or written.');
const corrupt = lasting('The database is damaged: restore it from a backup.');
const cannotOpen = lasting('The file of the database cannot be opened.');
const away = lasting('The database cannot be reached.');
const outOfConnections = lasting('The database has no connection left for us.');
const outOfMemory = passing('The database is out of memory.');
const busy = passing('The database was busy for too long.');

/** SQLite's result codes, PostgreSQL's SQLSTATEs (appendix A of its manual), and what the system says. */
const byCode = new Map<string, Fault>([
  ...kind(diskFull, 'SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'),
  ...kind(readOnly, 'SQLITE_READONLY', 'EROFS', '25006'),
  ...kind(ioError, 'SQLITE_IOERR', 'EIO', 'EFBIG', '58030'),
  ...kind(corrupt, 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'XX001', 'XX002'),
  ...kind(cannotOpen, 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_NOLFS'),
  ...kind(outOfMemory, 'SQLITE_NOMEM', '53200'),
  ...kind(busy, 'SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL', 'SQLITE_INTERRUPT'),
  // Serialisation, deadlock, lock timeout, statement timeout, and a transaction that stood still for too long.
  ...kind(busy, '40001', '40P01', '55P03', '57014', '25P03', '25P04'),
  ...kind(outOfConnections, '53000', '53300'),
  // Shut down, crashed, starting, dropped; and the connection exceptions.
  ...kind(
    away,
    '57P01',
    '57P02',
    '57P03',
    '57P04',
    '57P05',
    '08000',
    '08001',
    '08003',
    '08004',
    '08006',
    '08P01',
  ),
]);

function kind(fault: Fault, ...codes: string[]): [string, Fault][] {
  return codes.map((code) => [code, fault]);
}

/** The fault that this error tells of; null for any other error, which is our own mistake or the caller's. */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof ConnectionLost) return faultOf(error.cause) ?? away;
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  // knex's own: all of the pool's connections were in use.
  if (name === 'KnexTimeoutError') return busy;
  return typeof code === 'string' ? (byCode.get(code) ?? null) : null;
}

/** A fault after which a connection is not to be used again: the next one finds out how things are now. */
export function spoilsConnection(error: unknown): boolean {
  const fault = faultOf(error);
  return fault !== null && fault !== busy && fault !== outOfMemory;
}

/** PostgreSQL refuses a statement because an earlier one of the same transaction has failed: that one says why. */
export const aftermath = '25P02';

export function isAftermath(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === aftermath;
}
