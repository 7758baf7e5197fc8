import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
const table = text.split('\n## Threats\n')[1]?.split('\n## ')[0] ?? '';
const rows = table.split('\n').filter((line) => /^\| (?!Threat )/.test(line));

test('every threat in ARCHITECTURE.md names the tests that hold its defence, and they are there', () => {
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const tests = [...row.matchAll(/`(tests\/[^`]+)`/g)].map(([, file]) => file ?? '');
    expect(tests.length, row).toBeGreaterThan(0);
    for (const file of tests) expect(existsSync(path.join(root, file)), file).toBe(true);
  }
});
