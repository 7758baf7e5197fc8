import { expect, test } from 'vitest';
import { firstUnread } from '../../web/features/talk/unread-line.ts';
import { said } from './known-world.ts';
import { createMessage } from './messages.ts';

// The reader is 1, and has read up to message 5.

const own = (id: number) => createMessage({ id });
const first = (messages: readonly ReturnType<typeof said>[], hasOlder = false) =>
  firstUnread({ messages, hasOlder }, 5, 1)?.id ?? null;

test('the first unread message is one of somebody else behind the read marker that can still be read', () => {
  expect(first([said(4), said(5), own(6), { ...said(7), deleted: true }, said(8), said(9)])).toBe(8);
});

test('where all is read there is none', () => {
  expect(first([said(4), said(5), own(6)])).toBeNull();
  expect(first([])).toBeNull();
});

test('it is not known as long as something between the marker and what is at hand is missing', () => {
  expect(first([said(7), said(8)], true)).toBeNull();
  expect(first([said(7), said(8)])).toBe(7);
  // Read and taken out, or of another chat: what stands before it is enough.
  expect(first([said(4), said(7)], true)).toBe(7);
});
