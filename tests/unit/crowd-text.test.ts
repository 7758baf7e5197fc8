import { expect, test } from 'vitest';
import {
  type Glimpse,
  maxTextLength,
  packCrowd,
  packOne,
  unpackCrowd,
} from '../../api/presence/crowd-text.ts';
import { maxId } from '../../api/presence/sorted-ids.ts';
import { randomFrom } from '../support/random.ts';

// How those who are in a large chat at one node are told to the others: ids and ages, in texts that a bus takes.

test('five thousand people come out of several texts as they went in, and the texts leave no id between them', () => {
  const { below } = randomFrom(20261201);
  const ids = new Set<number>([0, 1, 127, 128, 129, maxId - 1, maxId]);
  // Some close together, some anywhere.
  while (ids.size < 2500) ids.add(below(20_000));
  while (ids.size < 5000) ids.add(below(maxId));
  const people = [...ids].map((userId) => ({ userId, agoMs: below(76_000) }));

  const parts = [...packCrowd(people)];
  expect(parts.length).toBeGreaterThan(2);
  let next = 0;
  const found: Glimpse[] = [];
  for (const { range, text } of parts) {
    expect(range.from).toBe(next);
    expect(text.length).toBeLessThanOrEqual(maxTextLength);
    next = range.to + 1;
    found.push(...(unpackCrowd(range, text)?.people ?? []));
  }
  expect(next).toBe(maxId + 1);
  const sorted = people.toSorted((one, other) => one.userId - other.userId);
  expect(found.map(({ userId }) => userId)).toEqual(sorted.map(({ userId }) => userId));
  // Ages lose less than a third of a second, and nobody is younger than they said.
  for (const [i, { agoMs }] of found.entries()) {
    const late = agoMs - (sorted[i]?.agoMs ?? 0);
    expect(late >= 0 && late < 300, `${late} ms`).toBe(true);
  }
});

test('nobody is a text too, and so is one who comes or goes', () => {
  const [all] = packCrowd([]);
  expect(all && unpackCrowd(all.range, all.text)).toEqual({ range: { from: 0, to: maxId }, people: [] });
  const [came, gone] = [packOne(300, 600), packOne(300, null)];
  expect(unpackCrowd(came.range, came.text)?.people).toEqual([{ userId: 300, agoMs: 600 }]);
  expect(unpackCrowd(gone.range, gone.text)).toEqual({ range: { from: 300, to: 300 }, people: [] });
});

test('what nobody packs so is nothing: cut off, out of its range, twice the same', () => {
  const text = (...bytes: number[]) => Buffer.from(bytes).toString('base64');
  const range = { from: 10, to: 20 };
  for (const wrong of [
    text(1),
    text(128),
    text(11, 0),
    text(1, 0, 0, 0),
    text(255, 255, 255, 255, 255, 255, 0),
  ])
    expect(unpackCrowd(range, wrong), wrong).toBeNull();
});
