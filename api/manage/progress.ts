import { stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';

const width = 30;
const everyMs = 200;

/** Where progress is shown; a terminal only, as a bar in a log file is a thousand lines. */
export type Screen = Pick<Writable, 'write'> & { isTTY?: boolean };

/** Shows how far `file` has grown towards `total` bytes, for as long as `work` takes. */
export async function showGrowth<T>(
  screen: Screen,
  { file, total, what }: { file: string; total: number; what: string },
  work: Promise<T>,
): Promise<T> {
  if (!screen.isTTY) return work;
  const draw = async () => {
    const size = (await stat(file).catch(() => null))?.size ?? 0;
    screen.write(`\r${bar(what, Math.min(1, size / total), size)}`);
  };
  const timer = setInterval(() => void draw(), everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    screen.write('\r\x1b[K');
  }
}

function bar(what: string, share: number, bytes: number): string {
  const done = Math.round(share * width);
  const drawn = '#'.repeat(done) + '.'.repeat(width - done);
  return `${what} [${drawn}] ${Math.floor(share * 100)} %, ${megabytes(bytes)}\x1b[K`;
}

/** As people say it: 12.3 MB. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
