import { describe, expect, test } from 'vitest';
import { mayHold } from '../../api/feed/held-polls.ts';
import { Waiters } from '../../api/log/waiting/waiters.ts';
import { movableClock } from '../support/movable-clock.ts';

const caps = { maxHeldPerUser: 3, maxHeldPerAddress: 4, maxHeld: 5 };
const nowhere = { ofUser: () => 0, ofAddress: () => 0, inAll: () => 0 };
const caller = { userId: 1, address: 'here', client: null };

/** One poll held for each [user, address, client]. */
function holding(...polls: [userId: number, address: string, client?: string][]): Waiters {
  const clock = movableClock();
  const waiters = new Waiters(clock);
  for (const [userId, address, client = null] of polls)
    waiters.add({
      userId,
      address,
      client,
      familyId: 't',
      tokenId: 'token',
      tokenEndsAt: Number.POSITIVE_INFINITY,
      chatId: null,
      deadlineMs: clock.monotonic() + 1000,
    });
  return waiters;
}

describe('one more poll may be held', () => {
  test.for<[name: string, polls: [number, string][], allowed: boolean]>([
    ['while nobody waits', [], true],
    [
      'below the cap per user',
      [
        [1, 'here'],
        [1, 'there'],
      ],
      true,
    ],
    [
      'not at the cap per user, from wherever',
      [
        [1, 'a'],
        [1, 'b'],
        [1, 'c'],
      ],
      false,
    ],
    [
      'not at the cap per address, whoever it is',
      [
        [2, 'here'],
        [3, 'here'],
        [4, 'here'],
        [5, 'here'],
      ],
      false,
    ],
    [
      'not at the cap in all',
      [
        [2, 'a'],
        [3, 'b'],
        [4, 'c'],
        [5, 'd'],
        [6, 'e'],
      ],
      false,
    ],
  ])('%s', ([, polls, allowed]) => {
    expect(mayHold(holding(...polls), nowhere, caps, caller)).toBe(allowed);
  });

  test('at the cap when it takes the place of an older one of the same client', () => {
    const waiters = holding([1, 'here', 'tab'], [1, 'here'], [1, 'here'], [2, 'here']);
    expect(mayHold(waiters, nowhere, caps, { ...caller, client: 'tab' })).toBe(true);
    expect(mayHold(waiters, nowhere, caps, { ...caller, client: 'other tab' })).toBe(false);
  });

  test.for(['ofUser', 'ofAddress', 'inAll'] as const)('counting those of other nodes (%s)', (which) => {
    const elsewhere = { ...nowhere, [which]: () => 5 };
    expect(mayHold(holding(), elsewhere, caps, caller)).toBe(false);
  });
});
