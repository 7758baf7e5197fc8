import { expect, test } from 'vitest';
import { partOf } from '../../api/http/answers/byte-ranges.ts';
import type { Exchange } from '../../api/http/route.ts';

const file = Buffer.from('0123456789');
const asking = (headers: Record<string, string>, method = 'GET') =>
  ({ method, get: (name: string) => headers[name] ?? '' }) as unknown as Exchange;

test.for([
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
  ['bytes=9-9', 206, '9', 'bytes 9-9/10'],
  ['bytes=8-999999999999999', 206, '89', 'bytes 8-9/10'],
  ['bytes=-3', 206, '789', 'bytes 7-9/10'],
  ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
  ['', 200, '0123456789', undefined],
  ['bytes=5-2', 200, '0123456789', undefined],
  ['bytes=0-1,4-5', 200, '0123456789', undefined],
  ['bytes=-', 200, '0123456789', undefined],
  ['lines=0-1', 200, '0123456789', undefined],
] as const)('of ten bytes %j is a %i of %j', ([range, status, text, contentRange]) => {
  const reply = partOf(asking({ Range: range }), file, '"x"');
  expect([reply.status, String(reply.body), reply.headers?.['Content-Range']]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test.for(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('of ten bytes %j is a 416 with the length', (range) => {
  expect(() => partOf(asking({ Range: range }), file, '"x"')).toThrow(
    expect.objectContaining({ status: 416, headers: { 'Content-Range': 'bytes */10' } }),
  );
});

test('a range counts where If-Range names this very version, and for a GET alone', () => {
  const status = (condition: string, method?: string) =>
    partOf(asking({ Range: 'bytes=0-1', 'If-Range': condition }, method), file, '"x"').status;
  expect(status('"x"')).toBe(206);
  expect(['W/"x"', '"y"', 'Mon, 30 Nov 2026 07:00:00 GMT'].map((each) => status(each))).toEqual([
    200, 200, 200,
  ]);
  expect(status('"x"', 'HEAD')).toBe(200);
});
