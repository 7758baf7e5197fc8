import { expect, test } from 'vitest';
import { beginning, countBetween, isBefore, type Place } from '../../api/log/place.ts';
import { toPlace } from '../../api/log/place-number.ts';

test('places are in the order of their events, and so many events lie between', () => {
  const [early, late] = [toPlace(3), toPlace(20)];
  expect([isBefore(early, late), isBefore(late, early), isBefore(late, late)]).toEqual([true, false, false]);
  expect(isBefore(beginning, early)).toBe(true);
  expect([countBetween(early, late), countBetween(late, late)]).toEqual([17, 0]);
});

// The compiler fails where one of these is no error any more.
test('nobody makes a place of a number, or counts with one', () => {
  // @ts-expect-error A number is no place.
  const made: Place = 5;
  // @ts-expect-error Nothing is added to a place.
  const next = beginning + 1;
  // @ts-expect-error Nor taken from it.
  const between = toPlace(7) - beginning;
  // @ts-expect-error A place is no number.
  const id: number = toPlace(6);
  expect([made, next, between, id]).toEqual([5, 1, 7, 6]);
});
