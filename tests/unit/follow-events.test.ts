import { expect, test } from 'vitest';
import { type Ended, followEvents, type Over } from '../../api/log/waiting/follow.ts';
import { Waiters, type Waiting } from '../../api/log/waiting/waiters.ts';
import { movableClock } from '../support/movable-clock.ts';

const alice = 1;
const beatMs = 20_000;

/** A reader who goes on: what was looked for and told, in order, and the ways to make something happen. */
function stage() {
  const clock = movableClock();
  const waiters = new Waiters(clock);
  const told: string[] = [];
  const news: string[] = [];
  const reader = { isFull: false, over: null as Over | null, ended: null as Ended | null, tokenEndsAt: 0 };
  const answers: { later: Promise<string | null> | null } = { later: null };
  let leave = () => {};
  const waiting: Waiting = {
    userId: alice,
    familyId: 'family',
    tokenId: 'token',
    tokenEndsAt: 1e15,
    chatId: null,
    client: 'tab',
    address: '192.0.2.1',
    deadlineMs: clock.monotonic() + beatMs,
  };
  const { lookAgain } = followEvents<string>(waiters, waiting, {
    look: () => answers.later ?? news.shift() ?? null,
    found(found) {
      told.push(found);
      return reader.over;
    },
    quiet() {
      told.push('quiet');
      return null;
    },
    isFull: () => reader.isFull,
    beat({ tokenEndsAt }) {
      reader.tokenEndsAt = tokenEndsAt;
      return reader.over ?? clock.monotonic() + beatMs;
    },
    onGone(gone) {
      leave = gone;
    },
    ended(reason) {
      reader.ended = reason;
    },
    failed(error) {
      throw error;
    },
  });
  const happens = (...what: string[]) => {
    news.push(...what);
    waiters.wakeUser(alice, null);
  };
  const beat = () => {
    clock.move(beatMs + 200);
    waiters.tick();
  };
  return { waiters, told, reader, answers, happens, beat, lookAgain, leave: () => leave() };
}

test('what is found is told as it comes, and each beat that finds nothing is told too', () => {
  const { told, happens, beat } = stage();
  expect(told).toEqual(['quiet']);
  happens('one');
  happens('two');
  beat();
  beat();
  happens('three');
  expect(told).toEqual(['quiet', 'one', 'two', 'quiet', 'quiet', 'three']);
});

test('a beat looks, so that a wake-up that never came costs time only', () => {
  const { told, happens, beat, waiters } = stage();
  waiters.wakeUser = () => {};
  happens('unheard');
  expect(told).toEqual(['quiet']);
  beat();
  expect(told).toEqual(['quiet', 'unheard']);
});

test('nothing is looked for while what was told waits to be taken', () => {
  const { told, reader, happens, beat, lookAgain } = stage();
  reader.isFull = true;
  happens('one', 'two');
  beat();
  expect(told).toEqual(['quiet']);
  reader.isFull = false;
  lookAgain();
  lookAgain();
  expect(told).toEqual(['quiet', 'one', 'two']);
});

test.for(['revoked', 'superseded', 'gone', 'stuck', 'over'] as const)(
  'it ends when it is %s, once, and its place is free',
  (end) => {
    const { waiters, reader, happens, beat, told, leave } = stage();
    reader.isFull = true;
    if (end === 'revoked') waiters.revoke(alice, () => 0);
    if (end === 'superseded') waiters.supersede(alice, 'tab');
    if (end === 'gone') leave();
    if (end === 'stuck') {
      reader.over = 'stuck';
      beat();
    }
    if (end === 'over') {
      reader.isFull = false;
      reader.over = 'over';
      happens('the last');
    }
    expect([reader.ended, waiters.size]).toEqual([end, 0]);
    reader.isFull = false;
    happens('too late');
    expect(told).not.toContain('too late');
  },
);

test('what ends it while a look is under way is heard, also behind a beat', async () => {
  const { waiters, reader, answers, happens, beat, told } = stage();
  let answer = (_: string | null) => {};
  answers.later = new Promise((resolve) => {
    answer = resolve;
  });
  happens();
  beat();
  waiters.revoke(alice, () => 0);
  answer(null);
  await answers.later;
  expect([reader.ended, told]).toEqual(['revoked', ['quiet']]);
});

test('a token that is replaced ends when its time is over, which each beat is told', () => {
  const { waiters, reader, beat } = stage();
  waiters.revoke(alice, ({ tokenId }) => (tokenId === 'token' ? 5_000_000 : null));
  beat();
  expect([reader.ended, reader.tokenEndsAt]).toEqual([null, 5_000_000]);
});
