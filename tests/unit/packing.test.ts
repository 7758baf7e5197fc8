import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealBy } from '../../api/bus/seal.ts';
import { eventTypes, type LogEvent } from '../../api/log/event.ts';
import { packNews, unpackNews } from '../../api/log/news/packing.ts';
import { toLogEvent, toRow } from '../../api/log/queries.ts';

const seal = sealBy('a secret of these nodes', 'news');
const maxBytes = 7000;

const id = fc.integer({ min: 1, max: 1e9 });
const rows = fc.array(
  fc.record({
    chat_id: fc.option(id),
    user_id: fc.option(id),
    audience: fc.option(
      fc.oneof(
        fc.constant('*'),
        fc.array(id, { minLength: 1 }).map((ids) => `,${ids},`),
      ),
    ),
    type: fc.constantFrom(...eventTypes),
    chat_uri: fc.option(fc.string({ unit: 'binary' })),
    message_id: fc.option(id),
    data: fc.json(),
    created_at: fc.integer({ min: 0, max: 4e12 }),
  }),
  { minLength: 1, maxLength: 60 },
);
const runs = fc
  .tuple(id, rows)
  .map(([first, all]): LogEvent[] => all.map((row, i) => toLogEvent({ ...row, id: first + i })));

/** As the other side has them; null where nothing was said. */
const passed = (events: readonly LogEvent[], bytes = maxBytes) =>
  packNews(events, seal, bytes)?.flatMap((text) => unpackNews(text, seal) ?? []) ?? null;

const noise = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90))).join('');

function run(data: readonly string[]): LogEvent[] {
  const row = { chat_id: 1, user_id: null, audience: null, chat_uri: 'garden', message_id: null };
  return data.map((text, i) =>
    toLogEvent({ ...row, id: 7 + i, type: 'message.created', data: JSON.stringify(text), created_at: 0 }),
  );
}

test('events are on the other side what they were, to the last letter', () => {
  fc.assert(
    fc.property(runs, (events) => {
      expect(passed(events)).toEqual(events);
    }),
    { numRuns: 60 },
  );
});

test('each text is as short as it has to be, and a run by itself', () => {
  const events = run(Array.from({ length: 40 }, () => noise(500)));
  const texts = packNews(events, seal, maxBytes) ?? [];
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(text.length).toBeLessThanOrEqual(maxBytes);
  const ids = texts.map((text) => unpackNews(text, seal)?.map((event) => event.id) ?? []);
  expect(ids.flat()).toEqual(events.map((event) => event.id));
  expect(Math.min(...ids.map(({ length }) => length))).toBeGreaterThan(1);
});

test('what is too much is not said: one event that no text holds, or more than looking costs', () => {
  expect(passed(run(['short', noise(10_000)]))).toBe(null);
  expect(passed(run(Array.from({ length: 30 }, () => 'x'.repeat(5000))))).toBe(null);
  expect(passed(run(['short', 'x'.repeat(10_000)]))).not.toBe(null);
});

test('whatever is not a run of events is nothing, also under the right seal', () => {
  const [first, second] = run(['one', 'two']).map(toRow);
  const said = (content: unknown) =>
    unpackNews(seal.close(deflateRawSync(JSON.stringify(content))), seal)?.length ?? null;
  expect(said([first, second])).toBe(2);
  const wrong = [
    ...[null, {}, [], 'text', [null], [[]], [{ ...first, id: 0 }], [{ ...first, id: '7' }]],
    ...[{ type: 'chat.renamed' }, { audience: 'all' }, { data: { a: 1 } }, { created_at: 1e300 }].map(
      (more) => [{ ...first, ...more }],
    ),
    // With something in between, twice, and the wrong way round.
    ...[
      [first, { ...second, id: 9 }],
      [first, first],
      [second, first],
    ],
  ];
  for (const content of wrong) expect(said(content)).toBe(null);
  expect(unpackNews(seal.close(Buffer.from('not packed')), seal)).toBe(null);
  expect(unpackNews(seal.close(deflateRawSync('[')), seal)).toBe(null);
  // Small on the line and large in memory.
  expect(unpackNews(seal.close(deflateRawSync(' '.repeat(1e8))), seal)).toBe(null);
  expect(unpackNews(JSON.stringify([first]), seal)).toBe(null);
});
