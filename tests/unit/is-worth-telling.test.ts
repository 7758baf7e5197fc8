import { expect, test } from 'vitest';
import { type Circumstances, isWorthTelling } from '../../web/features/alerts/is-worth-telling.ts';
import { createMessage, createUser } from './messages.ts';

const message = createMessage({ user: createUser({ id: 2 }), created_at: '2026-11-21T09:00:00.000Z' });
const heardAtMs = Date.parse(message.created_at) + 800;
const hidden: Circumstances = {
  myId: 1,
  isHidden: true,
  isLeading: true,
  heardAtMs,
  level: 'all',
  isCalled: false,
};

test('what someone else just said while nobody looks is worth telling', () => {
  expect(isWorthTelling(message, hidden)).toBe(true);
  expect(isWorthTelling({ ...message, to: createUser({ id: 1 }) }, hidden)).toBe(true);
  const mentions = { ...hidden, level: 'mentions' } as const;
  expect(isWorthTelling(message, { ...mentions, isCalled: true })).toBe(true);
  expect(isWorthTelling({ ...message, to: createUser({ id: 1 }) }, mentions)).toBe(true);
});

const minuteMs = 60_000;
const silent: [why: string, change: Partial<Circumstances>, ofMessage?: Partial<typeof message>][] = [
  ['somebody looks at the page', { isHidden: false }],
  ['another tab tells it', { isLeading: false }],
  ['one said it oneself, on another device', { myId: 2 }],
  ['it came while the machine slept', { heardAtMs: heardAtMs + 30 * minuteMs }],
  [
    'the clock is far behind, so it can’t be known whether it is new',
    { heardAtMs: heardAtMs - 30 * minuteMs },
  ],
  ['it names nobody who asked for no more', { level: 'mentions' }],
  ['nothing of the chat is wanted, also where it names one', { level: 'none', isCalled: true }],
  ['it is deleted already', {}, { deleted: true, message: '' }],
];

test.for(silent)('it is not when %s', ([, change, ofMessage]) => {
  expect(isWorthTelling({ ...message, ...ofMessage }, { ...hidden, ...change })).toBe(false);
});

test('it is after the longest that a hidden page waits for its next poll', () => {
  expect(isWorthTelling(message, { ...hidden, heardAtMs: heardAtMs + 1.5 * minuteMs })).toBe(true);
});
