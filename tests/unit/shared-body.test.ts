import { expect, test } from 'vitest';
import { composeBody, composeRest, cursorPart } from '../../api/feed/answer.ts';
import { SharedBody } from '../../api/feed/shared-body.ts';
import { toPlace } from '../../api/log/place-number.ts';
import { logEvent } from '../support/log-event.ts';

const advice = '{"mode":"long"}';
const found = { events: [logEvent({ id: 7 })], position: toPlace(7), hasMore: false, state: null };

function counting() {
  const shared = new SharedBody();
  const counts = { made: 0 };
  const of = (cursor: string, what: Parameters<SharedBody['of']>[1]) =>
    shared.of(cursorPart(cursor), what, () => {
      counts.made += 1;
      return composeRest(what, advice);
    });
  return { shared, counts, of };
}

test('readers with cursors of their own share all behind them, which is made once and whole', () => {
  const { counts, of } = counting();
  for (const cursor of ['b25l', 'dHdvIA', 'b25l']) {
    const { text, bytes } = of(cursor, found);
    expect(text).toBe(composeBody(cursor, found, advice));
    expect(bytes).toBe(Buffer.byteLength(text));
  }
  expect(counts.made).toBe(1);
});

test('whoever sees anything else, or from another place, is not given what was made for others', () => {
  const { counts, of } = counting();
  const all = [
    found,
    { ...found, state: '{"chat":{"online":["zoë"]}}' },
    { ...found, hasMore: true },
    { ...found, position: toPlace(8) },
    { ...found, events: [logEvent({ id: 7 }), logEvent({ id: 8 })] },
    { ...found, events: [] },
  ];
  for (const what of all) {
    const { text, bytes } = of('b25l', what);
    expect(text).toBe(composeBody('b25l', what, advice));
    expect(bytes).toBe(Buffer.byteLength(text));
  }
  expect(counts.made).toBe(all.length);
});

test('what was taken back is in no body any more', () => {
  const { shared, counts, of } = counting();
  of('b25l', found);
  shared.forget();
  of('b25l', found);
  expect(counts.made).toBe(2);
});

test('what shows something else by now, as part of it has disappeared, is made anew', () => {
  const { counts, of } = counting();
  const read = (data: string) => ({ ...found, events: [logEvent({ id: 7, data })] });
  for (const data of ['"the safe"', '"the safe"', '""'])
    expect(of('b25l', read(data)).text).toBe(composeBody('b25l', read(data), advice));
  expect(counts.made).toBe(2);
});
