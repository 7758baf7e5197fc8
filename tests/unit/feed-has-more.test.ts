import { expect, test } from 'vitest';
import { createPause } from '../../web/browser/pause.ts';
import { Feed } from '../../web/net/transport/feed.ts';
import type { Answer, Ask } from '../../web/net/transport/transport.ts';
import { createManualTimer, settled } from '../web/manual-timer.ts';

// Far behind, a server looks through the log piece by piece: answers come at once, bring nothing, and have more.

test('answers without events that have more are followed at once, and neither slow nor step down the ladder', async () => {
  const clock = createManualTimer();
  const asked: { cursor: string | null; waitMs: number; answer(answer: Answer): void }[] = [];
  const ask: Ask = ({ cursor, waitMs }) =>
    new Promise((answer) => void asked.push({ cursor, waitMs, answer }));
  const end = new AbortController();
  const feed = new Feed(
    {
      interval: ask,
      longPoll: ask,
      openTabs: () => ({ tell: () => {}, lead: (task, signal) => task(signal) }),
      pause: createPause(clock.timer, new EventTarget()),
      wakeups: new EventTarget(),
      now: () => 0,
      random: () => 0.5,
      isHidden: () => false,
      holdsHidden: true,
      cuts: { read: () => null, keep: () => {} },
    },
    { name: 'alice', onNews() {}, onStatus() {}, onLead() {}, onFault() {}, signal: end.signal },
  );
  void feed.run();
  const poll = { mode: 'long', wait: 25, interval: 3, retry: 0 } as const;
  const answer = async (cursor: string, hasMore: boolean, passMs: number) => {
    asked.at(-1)?.answer({ cursor, events: [], has_more: hasMore, state: {}, poll });
    await settled();
    await clock.pass(passMs);
  };
  for (let i = 0; i < 3; i += 1) await answer(`c${i}`, false, 3000);
  expect(asked.at(-1)?.waitMs).toBeGreaterThan(0);
  for (let i = 3; i < 20; i += 1) {
    await answer(`c${i}`, true, 250);
    expect(asked.at(-1)).toMatchObject({ cursor: `c${i}` });
    expect(asked.at(-1)?.waitMs).toBeGreaterThan(0);
  }
  expect(asked).toHaveLength(21);
  end.abort();
});
