import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealBy } from '../../api/bus/seal.ts';
import { eventTypes, type LogEvent } from '../../api/log/event.ts';
import { addresseeOf, forAll } from '../../api/log/news/addressee.ts';
import { packNews, unpackNews } from '../../api/log/news/packing.ts';
import { toLogEvent, toRow } from '../../api/log/queries.ts';
import { anyText } from '../support/any-text.ts';
import { logEvent } from '../support/log-event.ts';

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
    chat_uri: fc.option(anyText()),
    message_id: fc.option(id),
    data: fc.json(),
    created_at: fc.integer({ min: 0, max: 4e12 }),
  }),
  { minLength: 1, maxLength: 60 },
);
const runs = fc
  .tuple(id, rows)
  .map(([first, all]): LogEvent[] => all.map((row, i) => toLogEvent({ ...row, id: first + i })));

/** All that a text says; null where that is nothing. */
const read = (text: string) => unpackNews(text, seal)?.open(() => true)?.events ?? null;

/** As the other side has them; null where nothing was said. */
const passed = (events: readonly LogEvent[], bytes = maxBytes) =>
  packNews(events, seal, bytes)?.flatMap((text) => read(text) ?? []) ?? null;

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
    { numRuns: 25 },
  );
});

test('each text is as short as it has to be, and a run by itself', () => {
  const events = run(Array.from({ length: 40 }, () => noise(500)));
  const texts = packNews(events, seal, maxBytes) ?? [];
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(text.length).toBeLessThanOrEqual(maxBytes);
  const ids = texts.map((text) => read(text)?.map((event) => event.id) ?? []);
  expect(ids.flat()).toEqual(events.map((event) => event.id));
  expect(Math.min(...ids.map(({ length }) => length))).toBeGreaterThan(1);
});

test('what is too much is not said: one event that no text holds, or more than looking costs', () => {
  expect(passed(run(['short', noise(10_000)]))).toBe(null);
  expect(passed(run(Array.from({ length: 30 }, () => 'x'.repeat(5000))))).toBe(null);
  expect(passed(run(['short', 'x'.repeat(10_000)]))).not.toBe(null);
});

test('what nobody awaits is told by its number and whose it is, and what is everyone’s business always in full', () => {
  fc.assert(
    fc.property(runs, fc.func(fc.boolean()), (events, isAwaited) => {
      const stretches = (packNews(events, seal, maxBytes) ?? []).map((text) =>
        unpackNews(text, seal)?.open(isAwaited),
      );
      const isHeard = (event: LogEvent) => {
        const addressee = addresseeOf(event);
        return addressee === forAll || isAwaited(addressee);
      };
      expect(stretches.flatMap((stretch) => stretch?.events ?? [])).toEqual(events.filter(isHeard));
      expect(stretches.flatMap((stretch) => stretch?.passed ?? [])).toEqual(
        events
          .filter((event) => !isHeard(event))
          .map((event) => ({ id: event.id, addressee: addresseeOf(event) })),
      );
    }),
    { numRuns: 25 },
  );
});

test.for<[what: string, event: Partial<LogEvent>, addressee: number]>([
  ['a message is its chat’s', { type: 'message.created', chatId: 4 }, 4],
  ['so is a whisper', { type: 'message.created', chatId: 4, audience: [1, 2] }, 4],
  ['and a reaction', { type: 'reaction.removed', chatId: 4 }, 4],
  ['a read marker is its person’s', { type: 'read.updated', chatId: null, userId: 5 }, -5],
  ['what is said to everyone is', { type: 'message.created', chatId: 4, audience: 'everyone' }, forAll],
  ['a broadcast is, too', { type: 'broadcast.created', chatId: 4 }, forAll],
  ['what takes back is', { type: 'message.deleted', chatId: 4 }, forAll],
  ['and what changes', { type: 'message.updated', chatId: 4 }, forAll],
  ['and who comes', { type: 'member.joined', chatId: 4 }, forAll],
  ['and a token that ends', { type: 'token.revoked', chatId: null, userId: 5 }, forAll],
])('%s', ([, event, addressee]) => {
  expect(addresseeOf(logEvent({ id: 1, ...event }))).toBe(addressee);
});

test('whatever is not a run of events is nothing, also under the right seal', () => {
  const [first, second] = run(['one', 'two']).map(toRow);
  const sealed = (head: unknown, body: Buffer) => {
    const text = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    return seal.close(Buffer.concat([length, text, body]));
  };
  const said = (content: unknown, head: unknown = [7, 1, 1]) =>
    read(sealed(head, deflateRawSync(JSON.stringify(content))))?.length ?? null;
  expect(said([first, second])).toBe(2);
  const wrong = [
    ...[null, {}, [], 'text', [null], [[]], [first], [first, null]],
    ...[{ id: 0 }, { id: '7' }, { type: 'chat.renamed' }, { audience: 'all' }, { data: { a: 1 } }].map(
      (more) => [{ ...first, ...more }, second],
    ),
    [{ ...first, created_at: 1e300 }, second],
    // With something in between, twice, and the wrong way round.
    ...[
      [first, { ...second, id: 9 }],
      [first, first],
      [second, first],
    ],
  ];
  for (const content of wrong) expect(said(content)).toBe(null);
  for (const head of [
    null,
    {},
    [],
    [7],
    [0, 1, 1],
    ['7', 1, 1],
    [7, null, 1],
    [7, 1.5, 1],
    [7, 1, 1, 1],
    [8, 1, 1],
  ])
    expect(said([first, second], head)).toBe(null);
  const body = (content: Buffer) => read(sealed([7, 1], content));
  expect(body(Buffer.from('not packed'))).toBe(null);
  expect(body(deflateRawSync('['))).toBe(null);
  // Small on the line and large in memory.
  expect(body(deflateRawSync(' '.repeat(1e8)))).toBe(null);
  for (const content of ['', 'abc', '\xff\xff\xff\xff', '\0\0\0\0'])
    expect(read(seal.close(Buffer.from(content, 'latin1')))).toBe(null);
  expect(read(JSON.stringify([first]))).toBe(null);
});
