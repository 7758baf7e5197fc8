import { openSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogger, standardOutput } from '../../api/process/logger.ts';

const canary = 'the-canary-sings';

function listening() {
  const lines: string[] = [];
  let nowMs = 0;
  const logger = createLogger('info', {
    destination: { write: (line) => void lines.push(line) },
    now: () => nowMs,
  });
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { logger, lines, wait };
}

test('an error is logged without its message, however it is handed over', () => {
  const { logger, lines } = listening();
  const error = Object.assign(new Error(canary), { code: 'SQLITE_FULL', detail: canary });
  logger.error({ err: error }, 'one');
  logger.warn({ err: error, requestId: 'abc' }, 'two');
  logger.error(error, 'three');
  logger.error(error);
  expect(lines).toHaveLength(4);
  for (const line of lines) {
    expect(line).toContain('SQLITE_FULL');
    expect(line).not.toContain(canary);
  }
});

test('a thousand failures of one kind are one line, and later one more that counts them', () => {
  const { logger, lines, wait } = listening();
  for (let i = 0; i < 1000; i += 1) logger.error({ err: new Error(`${canary} ${i}`) }, 'the disk is full');
  expect(lines).toHaveLength(1);
  logger.error({ err: new TypeError(canary) }, 'another matter');
  expect(lines).toHaveLength(2);
  wait(10_000);
  logger.error({ err: new Error(canary) }, 'the disk is full');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[2] ?? '')).toMatchObject({ leftOut: 999 });
});

test('what is no failure is always said', () => {
  const { logger, lines } = listening();
  for (let i = 0; i < 5; i += 1) logger.info({ user: i }, 'someone logged in');
  expect(lines).toHaveLength(5);
});

test.skipIf(process.platform !== 'linux')('a log that can no more be written ends nothing', async () => {
  const logger = createLogger('info', { destination: standardOutput(openSync('/dev/full', 'w')) });
  for (let i = 0; i < 100; i += 1) logger.info(`line ${i}`);
  // An error that nobody listens to would be thrown by now, and fail this test.
  await turn();
});
