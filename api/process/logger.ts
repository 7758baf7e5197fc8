import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';
import { describeError } from './describe-error.ts';

/** A thousand requests that fail for one reason are one line, and a further one after this time while it lasts. */
const quietMs = 10_000;
/** Different failures that are remembered; beyond, the memory starts anew, which costs some lines. */
const maxKinds = 200;
/** Of lines that can't be written, in characters. */
const maxUnwritten = 1024 * 1024;

/**
 * The log of the process. Every `{ err }` is written without its message (describe-error.ts), and failures of one kind at most
 * once in ten seconds, with the number of those that were left out.
 */
export function createLogger(
  level: Config['logLevel'],
  {
    destination = standardOutput(),
    now = Date.now,
  }: { destination?: DestinationStream; now?(): number } = {},
): Logger {
  const seen = new Map<string, { untilMs: number; leftOut: number }>();

  /** How many of this kind were left out since the last line; null: leave this one out too. */
  const admit = (kind: string): number | null => {
    const known = seen.get(kind);
    if (known && now() < known.untilMs) {
      known.leftOut += 1;
      return null;
    }
    if (seen.size >= maxKinds) seen.clear();
    seen.set(kind, { untilMs: now() + quietMs, leftOut: 0 });
    return known?.leftOut ?? 0;
  };

  const options: pino.LoggerOptions = {
    level,
    serializers: { err: (error) => describeError(error) },
    hooks: {
      logMethod(args, method) {
        const [first, message] = args as unknown[];
        const err = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
        if (err === undefined) return method.apply(this, args);
        // An error as it is would become the line's message.
        const details = first instanceof Error ? { err } : (first as object);
        const sentence = typeof message === 'string' ? message : 'An error was logged without a word.';
        const leftOut = admit(kindOf(err, sentence));
        if (leftOut === null) return;
        const line = leftOut > 0 ? { ...details, leftOut } : details;
        method.apply(this, [line, sentence] as unknown as Parameters<typeof method>);
      },
    },
  };
  return pino(options, destination);
}

function kindOf(error: unknown, sentence: string): string {
  const { name, code, at } = describeError(error);
  return [sentence, name, code, at?.[0]].join(' ');
}

/** At once, so that the line about the end is written before the end. */
export function standardOutput(fd = 1): DestinationStream {
  const output = pino.destination({ fd, sync: true, maxLength: maxUnwritten });
  // A log on a full disk, or a reader that went away, must not end the process with everyone's polls.
  output.on('error', () => {});
  return output;
}
