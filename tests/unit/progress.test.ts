import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { showGrowth } from '../../api/manage/progress.ts';
import { until } from '../support/until.ts';

const file = path.join(process.env.HOLDLINE_TEST_FOLDER ?? '', `growing-${process.pid}`);

function makeScreen(isTTY: boolean) {
  const written: string[] = [];
  return { written, screen: { isTTY, write: (text: string) => written.push(text) > 0 } };
}

test('a terminal is shown how far a file has grown, and nothing of it when it is done', async () => {
  const { written, screen } = makeScreen(true);
  await writeFile(file, Buffer.alloc(1_000_000));
  let finish = (_: string) => {};
  const work = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const shown = showGrowth(screen, { file, total: 4_000_000, what: 'Backing up' }, work);
  await until(() => written.some((text) => text.includes('25 %, 1.0 MB')), { what: 'a quarter is shown' });
  finish('done');
  expect(await shown).toBe('done');
  expect(written.at(-1)).toBe('\r\x1b[K');
});

test('what is no terminal gets no bar', async () => {
  const { written, screen } = makeScreen(false);
  expect(await showGrowth(screen, { file, total: 1, what: 'Backing up' }, Promise.resolve(7))).toBe(7);
  expect(written).toEqual([]);
});
