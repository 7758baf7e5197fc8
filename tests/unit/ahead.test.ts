import { expect, test } from 'vitest';
import { type Run, runOf } from '../../api/log/news/addressee.ts';
import { Ahead } from '../../api/log/news/ahead.ts';
import { seldom } from '../../api/log/news/seldom.ts';
import { logEvent } from '../support/log-event.ts';
import { until } from '../support/until.ts';

const run = (...ids: number[]) => runOf(ids.map((id) => logEvent({ id })));
const idsOf = (taken: Run | null) => taken?.open(() => true)?.events.map(({ id }) => id) ?? null;

test('what is further ahead is given out when all before it is read, and once', () => {
  const ahead = new Ahead();
  ahead.put(run(13, 14));
  ahead.put(run(11, 12));
  for (const place of [5, 9]) expect(ahead.takeAfter(place)).toBe(null);
  expect(idsOf(ahead.takeAfter(10))).toEqual([11, 12]);
  expect(ahead.takeAfter(10)).toBe(null);
  expect(ahead.isEmpty).toBe(false);
  expect(idsOf(ahead.takeAfter(12))).toEqual([13, 14]);
  expect(ahead.isEmpty).toBe(true);
});

test('a run that was read in part goes on, and one that was read is forgotten', () => {
  const ahead = new Ahead();
  ahead.put(run(11, 12));
  ahead.put(run(13, 14, 15));
  expect(idsOf(ahead.takeAfter(14))).toEqual([13, 14, 15]);
  expect(ahead.isEmpty).toBe(true);
});

test('there is a bound to what is kept, in runs and in bytes, and room again when they are taken', () => {
  const ahead = new Ahead();
  for (let id = 2; id < 1000; id += 2) ahead.put(run(id));
  expect(ahead.takeAfter(2000)).toBe(null);
  expect(ahead.isEmpty).toBe(true);
  ahead.put(runOf([logEvent({ id: 5, data: JSON.stringify('x'.repeat(5_000_000)) })]));
  expect(ahead.isEmpty).toBe(true);
  ahead.put(run(5));
  expect(idsOf(ahead.takeAfter(4))).toEqual([5]);
  for (let id = 2; id < 1000; id += 2) ahead.put(run(id));
  const kept = Array.from({ length: 999 }, (_, place) => ahead.takeAfter(place)).filter((taken) => taken);
  expect(kept.length).toBe(100);
});

test('many calls within a rest are one more after it', async () => {
  let times = 0;
  const call = seldom(() => (times += 1), 10);
  for (let i = 0; i < 50; i += 1) call();
  expect(times).toBe(1);
  await until(() => times === 2, { what: 'the rest is over' });
  for (let i = 0; i < 50; i += 1) call();
  expect(times).toBe(2);
  await until(() => times === 3, { what: 'the next rest is over' });
});
