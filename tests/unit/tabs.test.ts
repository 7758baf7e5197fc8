import { expect, test } from 'vitest';
import { createPause } from '../../web/browser/pause.ts';
import { Feed } from '../../web/net/transport/feed.ts';
import type { OpenTabs } from '../../web/net/transport/tabs.ts';
import type { News } from '../../web/net/transport/told.ts';
import type { Answer, Ask } from '../../web/net/transport/transport.ts';
import type { FeedEvent } from '../../web/net/wire.ts';
import { createManualTimer, settled } from '../web/manual-timer.ts';

// How tabs share one feed; real locks and channels are in tests/web/tabs.test.ts.

const advice = { mode: 'long', wait: 25, interval: 3, retry: 0 } as const;
const page = (cursor: string, ...texts: string[]): Answer => ({
  cursor,
  events: texts.map(
    (text) => ({ id: text, type: 'chat.deleted', chat: text, at: '' }) as unknown as FeedEvent,
  ),
  has_more: false,
  state: {},
  poll: advice,
});

/** Tabs that hear each other; each leads when the test says so. */
function createBrowser() {
  const channels: ((word: never) => void)[] = [];
  const openTab = () => {
    const clock = createManualTimer();
    const news: News[] = [];
    const answers: ((answer: Answer) => void)[] = [];
    const end = new AbortController();
    const turn = new EventTarget();
    const isMyTurn = new Promise((resolve) => turn.addEventListener('lead', resolve));
    const ask: Ask = () => new Promise((resolve) => answers.push(resolve));
    const openTabs: OpenTabs = (_name, hear) => {
      channels.push(hear);
      return {
        tell: (word) => {
          for (const other of channels) if (other !== hear) other(structuredClone(word) as never);
        },
        lead: async (task, signal) => {
          await isMyTurn;
          await task(signal);
        },
      };
    };
    const options = {
      interval: ask,
      longPoll: ask,
      openTabs,
      pause: createPause(clock.timer, new EventTarget()),
      wakeups: new EventTarget(),
      now: () => 0,
      random: () => 0.5,
      isHidden: () => false,
      holdsHidden: true,
      cuts: { read: () => null, keep: () => {} },
    };
    const listener = {
      name: 'alice',
      onNews: (told: News) => void news.push(told),
      onStatus: () => {},
      onLead: () => {},
      onFault: () => {},
      signal: end.signal,
    };
    void new Feed(options, listener).run();
    return {
      end,
      asked: () => answers.length,
      takeLead: () => void turn.dispatchEvent(new Event('lead')),
      async answer(answer: Answer) {
        answers.at(-1)?.(answer);
        await settled();
        await clock.pass(3000);
      },
      /** What was told, a star for a fresh start. */
      told: () =>
        news.map(({ isFresh, events }) => `${isFresh ? '*' : ''}${events.map(({ id }) => id).join(' ')}`),
    };
  };
  return { openTab };
}

test('a tab that follows is told everything that the leading one hears, and asks nothing itself', async () => {
  const { openTab } = createBrowser();
  const leader = openTab();
  leader.takeLead();
  await leader.answer(page('c1'));
  const follower = openTab();
  await follower.answer(page('c1-as-well'));
  await leader.answer(page('c2', 'one'));
  await leader.answer(page('c3', 'two'));
  expect(leader.told()).toEqual(['*', 'one', 'two']);
  // Where things stand was told when it opened, before its own first answer: so nothing lies between.
  expect(follower.told()).toEqual(['*', '', 'one', 'two']);
  expect(follower.asked()).toBe(1);
  for (const tab of [leader, follower]) tab.end.abort();
});

test('what is told before the own first answer is not lost', async () => {
  const { openTab } = createBrowser();
  const leader = openTab();
  leader.takeLead();
  await leader.answer(page('c1'));
  const follower = openTab();
  await leader.answer(page('c2', 'one'));
  await follower.answer(page('c1-as-well'));
  await leader.answer(page('c3', 'two'));
  expect(follower.told()).toEqual(['*', '', 'one', 'two']);
  for (const tab of [leader, follower]) tab.end.abort();
});

test('a tab that missed something takes a fresh snapshot', async () => {
  const { openTab } = createBrowser();
  const follower = openTab();
  await follower.answer(page('c1'));
  const leader = openTab();
  leader.takeLead();
  await leader.answer(page('c5'));
  await leader.answer(page('c6', 'six'));
  await leader.answer(page('c7', 'seven'));
  expect(follower.told()).toEqual(['*', '*six', 'seven']);
  for (const tab of [leader, follower]) tab.end.abort();
});

test('whoever takes the lead goes on from where it was told', async () => {
  const { openTab } = createBrowser();
  const leader = openTab();
  leader.takeLead();
  await leader.answer(page('c1'));
  const follower = openTab();
  await follower.answer(page('c1-as-well'));
  await leader.answer(page('c2', 'one'));
  leader.end.abort();
  follower.takeLead();
  await settled();
  expect(follower.asked()).toBe(2);
  await follower.answer(page('c3', 'two'));
  expect(follower.told()).toEqual(['*', '', 'one', 'two']);
  follower.end.abort();
});
