import { expect, test } from 'vitest';
import { toShow } from '../../web/features/broadcasts/to-show.ts';
import { createMessage } from './messages.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const told = (id: number, daysAgo: number) =>
  createMessage({ id, created_at: new Date(now - daysAgo * 24 * 3600_000).toISOString() });

test('what was told to everyone is shown once and in order, but for what is old or was put away', () => {
  const heard = [told(9, 0), told(7, 2), told(8, 1), told(5, 3.1), told(9, 0)];
  expect(toShow(heard, [8], now).map(({ id }) => id)).toEqual([7, 9]);
});
