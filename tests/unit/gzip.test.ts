import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PageText } from '../../api/history/page-text.ts';
import { takes, takesGzip } from '../../api/http/answers/accept-encoding.ts';
import { GzipBeginning } from '../../api/http/answers/gzip.ts';

test.for([
  ['gzip', true],
  ['gzip, deflate, br, zstd', true],
  ['br;q=1.0, GZip ; q=0.2', true],
  ['x-gzip', true],
  ['gzip;q=0', false],
  ['deflate, gzip;q=0.000, br', false],
  ['br', false],
  ['not-gzip', false],
  ['gzipped', false],
  ['', false],
  [undefined, false],
] as const)('who says %j takes gzip: %s', ([header, isTaken]) => {
  expect(takesGzip(header)).toBe(isTaken);
});

test('who names br takes that as well, and not who says no to it', () => {
  expect(
    ['br', 'gzip, br;q=0.1', 'br;q=0', 'brotli', '', undefined].map((header) => takes('br', header)),
  ).toEqual([...[true, true, false, false, false, false]]);
});

test('a beginning that was compressed once ends as often as one likes', async () => {
  const text = 'Grüße, 東京! '.repeat(5000);
  const beginning = await GzipBeginning.of(Buffer.from(text));
  expect(beginning.bytes).toBeLessThan(2000);
  for (const tail of ['', 'x', 'one more time', 'é'.repeat(30_000)])
    expect(gunzipSync(beginning.endingWith(Buffer.from(tail))).toString()).toBe(text + tail);
});

test('a page is packed once by all who ask at once, weighs more then, and says the same for each cursor', async () => {
  let grown = 0;
  const page = new PageText(`{"messages":["${'hello '.repeat(1000)}"],`, ',"has_more":false}', () => {
    grown += 1;
  });
  const plain = page.bytes;
  expect(page.packedWith('a')).toBeNull();
  await Promise.all([page.pack(), page.pack()]);
  expect(grown).toBe(1);
  expect(page.bytes).toBeGreaterThan(plain);
  for (const cursor of ['a', 'b', 'a']) {
    const packed = page.packedWith(cursor) ?? Buffer.alloc(0);
    expect(packed.length).toBeLessThan(page.with(cursor).length / 10);
    expect(gunzipSync(packed).toString()).toBe(page.with(cursor).toString());
  }
});

test('a short page stays as it is', async () => {
  const page = new PageText('{"messages":[],', ',"has_more":false}');
  await page.pack();
  expect(page.packedWith('a')).toBeNull();
});
