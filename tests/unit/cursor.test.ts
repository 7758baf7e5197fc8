import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cursor, decodeCursor, encodeCursor } from '../../api/log/cursor.ts';
import { beginning, isBefore } from '../../api/log/place.ts';
import { toNumber, toPlace } from '../../api/log/place-number.ts';
import { anyText } from '../support/any-text.ts';

const word = (maxLength: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{1,${maxLength}}$`));
const cursor: fc.Arbitrary<Cursor> = fc.record({
  databaseId: word(32),
  position: fc.nat(999_999_999_999).map(toPlace),
  state: fc.option(
    fc.record({ nodeId: word(16), version: fc.nat(1_000_000_000), digest: fc.nat(0xffffffff) }),
    { nil: null },
  ),
});

test('a cursor says what it was made of, and is safe in a URL', () => {
  fc.assert(
    fc.property(cursor, (made) => {
      const text = encodeCursor(made);
      expect(text).toMatch(/^[\w-]+$/);
      expect(decodeCursor(text)).toEqual(made);
    }),
  );
});

// As clients keep them since the first release; they outlive every new one.
test.for([
  ['VmRyOTVfYlguMTIzNA', { databaseId: 'Vdr95_bX', position: toPlace(1234), state: null }],
  [
    'VmRyOTVfYlguNTY3OC5xVDNfLmsyLjF6MTQxejM',
    {
      databaseId: 'Vdr95_bX',
      position: toPlace(5678),
      state: { nodeId: 'qT3_', version: 722, digest: 4_294_967_295 },
    },
  ],
] as const)('the cursor %j of before says the same', ([text, place]) => {
  expect(decodeCursor(text)).toEqual(place);
  expect(encodeCursor(place)).toBe(text);
});

test('whatever is no cursor is null, and never an exception', () => {
  const garbage = fc.oneof(
    anyText(300),
    fc.base64String({ maxLength: 300 }),
    fc.integer().map(String),
    fc.json(),
  );
  fc.assert(
    fc.property(garbage, (text) => {
      const content = Buffer.from(text, 'base64url').toString('latin1');
      // By chance it may be one.
      fc.pre(!/^[\w-]+\.\d+/.test(content));
      expect(decodeCursor(text)).toBe(null);
    }),
    { numRuns: 500 },
  );
});

test('a cursor that lost, gained or changed some characters is null or a whole cursor, never half of one', () => {
  const edit = fc.record({ at: fc.nat(80), remove: fc.nat(6), insert: fc.string({ maxLength: 4 }) });
  fc.assert(
    fc.property(cursor, edit, (made, { at, remove, insert }) => {
      const text = encodeCursor(made);
      const decoded = decodeCursor(text.slice(0, at) + insert + text.slice(at + remove));
      if (decoded === null) return;
      expect(Number.isSafeInteger(toNumber(decoded.position))).toBe(true);
      expect(isBefore(decoded.position, beginning)).toBe(false);
      if (decoded.state !== null) {
        expect(Number.isSafeInteger(decoded.state.version)).toBe(true);
        expect(Number.isSafeInteger(decoded.state.digest)).toBe(true);
      }
      expect(decodeCursor(encodeCursor(decoded))).toEqual(decoded);
    }),
    { numRuns: 500 },
  );
});

test.for(['', 'x', '.', 'db.1', '-1', '0', 'null', 'eyJhIjoxfQ', `${'A'.repeat(300)}`])(
  '%j is no cursor',
  (text) => {
    expect(decodeCursor(text)).toBe(null);
  },
);

test.for([
  'db.-1',
  'db.1.5',
  'db.1e3',
  'db.',
  '.1',
  'db.1234567890123456',
  'db.1.node.1',
  'db.1.node.1.2.3',
  'db.1\n',
])('a cursor that holds %j is null', (content) => {
  expect(decodeCursor(Buffer.from(content, 'latin1').toString('base64url'))).toBe(null);
});
