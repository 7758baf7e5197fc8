import { faultOf } from './db/faults.ts';
import { ConfigError } from './process/config.ts';
import { describeError } from './process/describe-error.ts';

/** PostgreSQL's refusals at the door, and what the system says on the way there. */
const byCode: Record<string, string> = {
  '28P01': 'PostgreSQL refuses the password of DATABASE_URL',
  '28000': 'PostgreSQL refuses the user of DATABASE_URL',
  '3D000': 'the database that DATABASE_URL names does not exist',
  '42501': 'the user of DATABASE_URL may not make tables there',
  '08P01':
    'the pooler of DATABASE_URL refuses us; PgBouncer says why in its log, and needs ignore_startup_parameters (README.md, "Several nodes")',
  ENOTFOUND: 'the host of DATABASE_URL is not known',
  EAI_AGAIN: 'the host of DATABASE_URL is not known',
  SQLITE_NOTADB: 'holdline.sqlite3 in DATA_DIR is no database',
  SQLITE_CORRUPT: 'holdline.sqlite3 in DATA_DIR is damaged; restore it from a backup',
};

/** One line that says what to change, where we know it; else where it went wrong, without a word of what was in it. */
export function startProblem(error: unknown, port: string): string {
  if (error instanceof ConfigError) return error.message;
  const code = innermostCode(error);
  if (code === 'EADDRINUSE') return `port ${port} is taken; set PORT to another one`;
  if (code === 'EACCES') return `port ${port} may not be used by this user; set PORT to another one`;
  const known = byCode[code] ?? faultOf(error)?.sentence;
  if (known) return code && !byCode[code] ? `${known} (${code})` : known;
  return `something unexpected happened: ${JSON.stringify(describeError(error))}`;
}

/** A lost connection has what the driver said inside of it. */
function innermostCode(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : innermostCode(cause);
}
