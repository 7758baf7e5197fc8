import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the log says of an error. */
export interface ErrorDescription {
  name: string;
  /** The driver's or the system's, where there is one. */
  code?: string;
  /** Where in our own files it was thrown, the innermost first. */
  at?: string[];
  cause?: ErrorDescription;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = root.endsWith(path.sep) ? root : root + path.sep;

/** node keeps ten frames of a stack unless told otherwise. */
const maxFrames = 10;
const maxCauses = 3;

/** A frame of a stack, and a file of ours in it: `.build/api/main.js:12:3`. */
const frame = /^ {4}at (?:.* \()?(?:file:\/\/)?(\/[^()]*|[A-Z]:[^()]*):(\d+):(\d+)\)?$/;
const ourFile = /^(?:\.build\/)?(?:api|seeds)\/[\w./-]{1,100}\.[jt]s$/;

/**
 * An error without its message: knex puts the statement with all its values there, PostgreSQL the row that was refused, a
 * parser the text it was given. So a log holds no message of anybody, no password and no token, whatever goes wrong.
 */
export function describeError(error: unknown, causes = maxCauses): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  const at = ownFrames(error);
  return {
    name: word(error.name === 'Error' ? error.constructor.name : error.name) ?? 'Error',
    ...(typeof code === 'string' && word(code) && { code }),
    ...(at.length > 0 && { at }),
    ...(error.cause !== undefined && causes > 0 && { cause: describeError(error.cause, causes - 1) }),
  };
}

/** Names and codes are words; anything longer was put together from something. */
function word(text: string): string | undefined {
  return /^[\w.-]{1,64}$/.test(text) ? text : undefined;
}

/** Only from the end of the stack: before that stands the message, which may look like a stack too. */
function ownFrames({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  return stack
    .slice(start < 0 ? 0 : start + message.length)
    .split('\n')
    .slice(-maxFrames)
    .flatMap((line) => {
      const [, file = '', row, column] = frame.exec(line) ?? [];
      if (!file.startsWith(folder) || file.includes('/node_modules/')) return [];
      const own = file.slice(folder.length).split(path.sep).join('/');
      return ourFile.test(own) ? [`${own}:${row}:${column}`] : [];
    });
}
