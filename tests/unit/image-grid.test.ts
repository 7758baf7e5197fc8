import { expect, test } from 'vitest';
import { inMessages, maxTogether } from '../../web/features/images/in-messages.ts';
import { frameOf } from '../../web/kit/pictures/image-frame.ts';

const weighing = (...weights: number[]) => weights.map((bytes) => ({ bytes }));
const weightsOf = (messages: { bytes: number }[][]) => messages.map((each) => each.map(({ bytes }) => bytes));

test('images go in as few messages as they fit into, in their order', () => {
  expect(inMessages([])).toEqual([]);
  expect(weightsOf(inMessages(weighing(1, 2, 3)))).toEqual([[1, 2, 3]]);
  const half = maxTogether / 2;
  expect(weightsOf(inMessages(weighing(half, half)))).toEqual([[half, half]]);
  expect(weightsOf(inMessages(weighing(half, half + 1, 1, half)))).toEqual([[half], [half + 1, 1], [half]]);
  expect(weightsOf(inMessages(weighing(maxTogether + 1, 1)))).toEqual([[maxTogether + 1], [1]]);
});

test('the room for images is known before they are there: of one its own shape and no more than its size, of several that of their rows', () => {
  const wide = { width: 300, height: 100 };
  expect(frameOf([wide])).toEqual({ '--ratio': 3, '--own': '300px' });
  const ratios = [2, 3, 4, 5, 7, 10].map((count) => frameOf(Array(count).fill(wide))['--ratio']);
  expect(ratios).toEqual([2, 1, 1, 3 / 2, 1, 3 / 4]);
});
