import { expect, test } from 'vitest';
import { wakeup } from '../../web/browser/wakeups.ts';
import { RequestFailure } from '../../web/net/failure.ts';
import { createStream } from '../../web/net/transport/stream.ts';
import { createManualTimer, settled } from '../web/manual-timer.ts';

// What stands between the ladder and a stream: each question is answered by the next of it, or by a held poll.

const page = (cursor: string, ...ids: string[]) => ({
  cursor,
  events: ids.map((id) => ({ id, type: 'chat.deleted', chat: null, at: '', data: {} })),
  has_more: false,
  state: {},
  poll: { mode: 'long', wait: 25, interval: 3, retry: 0 },
});
type Page = ReturnType<typeof page>;

interface Opened {
  cursor: string | null;
  signal: AbortSignal;
  /** One piece of the answer. */
  send(...pages: Page[]): Promise<void>;
  sendText(text: string): Promise<void>;
  end(): Promise<void>;
  cut(): Promise<void>;
}

function stage({ type = 'application/x-ndjson', refusal = null as RequestFailure | null } = {}) {
  const clock = createManualTimer();
  const opened: Opened[] = [];
  const polled: (string | null)[] = [];
  const kept: number[] = [];
  const wakeups = new EventTarget();
  let nowMs = 1e12;
  const ask = createStream({
    longPoll: async ({ cursor }) => {
      polled.push(cursor);
      return page(`${cursor}+`) as never;
    },
    async open({ cursor, signal }) {
      if (refusal) throw refusal;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const whenDone = async (what: () => void) => {
            what();
            await settled();
          };
          const sendText = (text: string) =>
            whenDone(() => controller.enqueue(new TextEncoder().encode(text)));
          opened.push({
            cursor,
            signal,
            sendText,
            send: (...pages) => sendText(pages.map((each) => `${JSON.stringify(each)}\n`).join('')),
            end: () => whenDone(() => controller.close()),
            cut: () => whenDone(() => controller.error(new TypeError('network error'))),
          });
          signal.addEventListener('abort', () => controller.error(signal.reason));
        },
      });
      return new Response(body, { headers: { 'Content-Type': type } });
    },
    timer: clock.timer,
    wakeups,
    now: () => nowMs,
    kept: { read: () => 0, keep: (untilMs) => void kept.push(untilMs) },
  });
  const end = new AbortController();
  const next = (cursor: string | null, waitMs = 25_000) => ask({ cursor, waitMs, signal: end.signal });
  return {
    clock,
    opened,
    polled,
    kept,
    next,
    end,
    wake: () => void wakeups.dispatchEvent(new Event(wakeup)),
    pass(ms: number) {
      nowMs += ms;
      return clock.pass(ms);
    },
    /** A stream that has shown that it comes in pieces. */
    async flowing() {
      const first = next('a');
      await settled();
      await opened.at(-1)?.send(page('b'));
      expect(await first).toEqual(page('b'));
      const second = next('b');
      await opened.at(-1)?.send(page('c', '1'));
      expect(await second).toEqual({ ...page('c', '1'), isStreamed: true });
    },
  };
}

test('pages come as they are sent, and those that came meanwhile together', async () => {
  const { opened, next, flowing, polled } = stage();
  await flowing();
  const [stream] = opened;
  await stream?.sendText(JSON.stringify(page('d', '2')).slice(0, 20));
  await stream?.sendText(
    `${JSON.stringify(page('d', '2')).slice(20)}\n${JSON.stringify(page('e', '3'))}\n{"cur`,
  );
  expect(await next('c')).toMatchObject({ cursor: 'e', events: [{ id: '2' }, { id: '3' }] });
  expect([opened.length, polled]).toEqual([1, []]);
});

test('a stream that is gathered, from its beginning or behind it, gives way to a held poll from the same place', async () => {
  const { opened, next, pass, polled, kept } = stage();
  const first = next('a');
  await settled();
  await pass(3000);
  expect(await first).toMatchObject({ cursor: 'a+' });
  expect([opened[0]?.signal.aborted, polled, kept]).toEqual([true, ['a'], [1e12 + 3000 + 30 * 60_000]]);
  await next('a+');
  expect(opened.length, 'for half an hour').toBe(1);

  const other = stage();
  const begun = other.next('a');
  await settled();
  await other.opened[0]?.send(page('b'));
  await begun;
  const behind = other.next('b');
  await settled();
  await other.pass(3000);
  expect(await behind).toMatchObject({ cursor: 'b+' });
});

test('one that was cut is asked for anew from the last whole page; cut twice soon, polls are held', async () => {
  const { opened, next, flowing, polled } = stage();
  await flowing();
  const asked = next('c');
  await settled();
  await opened[0]?.sendText('{"cursor":"lost');
  await opened[0]?.cut();
  expect(opened.map(({ cursor }) => cursor)).toEqual(['a', 'c']);
  await opened[1]?.send(page('d'));
  expect(await asked).toMatchObject({ cursor: 'd' });
  const again = next('d');
  await settled();
  await opened[1]?.send(page('e'));
  await again;
  const last = next('e');
  await settled();
  await opened[1]?.end();
  expect(await last).toMatchObject({ cursor: 'e+' });
  expect(polled).toEqual(['e']);
});

test('one that goes silent fails as a poll does, and is closed', async () => {
  const { opened, next, flowing, pass } = stage();
  await flowing();
  const asked = next('c').catch((error: unknown) => error);
  await settled();
  await pass(40_000);
  expect(await asked).toMatchObject({ status: 0 });
  expect(opened[0]?.signal.aborted).toBe(true);
});

test('one that nobody asks any more, or from another place, is closed', async () => {
  const { opened, next, flowing, pass } = stage();
  await flowing();
  await pass(5000);
  expect(opened[0]?.signal.aborted).toBe(true);
  const asked = next('c');
  await settled();
  await opened[1]?.send(page('d'));
  await asked;
  void next('somewhere else');
  await settled();
  expect(opened[1]?.signal.aborted).toBe(true);
  expect(opened[2]?.cursor).toBe('somewhere else');
});

test('at a wake-up it is asked for anew, also between two questions', async () => {
  const { opened, next, flowing, wake } = stage();
  await flowing();
  wake();
  expect(opened[0]?.signal.aborted).toBe(true);
  void next('c');
  await settled();
  expect(opened[1]?.cursor).toBe('c');
});

test('whoever ends the question ends the stream', async () => {
  const { opened, next, flowing, end } = stage();
  await flowing();
  const asked = next('c').catch((error: unknown) => error);
  await settled();
  end.abort(new Error('enough'));
  expect(await asked).toMatchObject({ message: 'enough' });
  expect(opened[0]?.signal.aborted).toBe(true);
});

test('what is no stream is a held poll; what a poll would mean for the session is told', async () => {
  const portal = stage({ type: 'text/html' });
  expect(await portal.next('a')).toMatchObject({ cursor: 'a+' });
  const full = stage({ refusal: new RequestFailure(429, 'too_many_held') });
  expect(await full.next('a')).toMatchObject({ cursor: 'a+' });
  for (const status of [401, 410]) {
    const asked = stage({ refusal: new RequestFailure(status, 'over') }).next('a');
    await expect(asked).rejects.toMatchObject({ status });
  }
});

test('a plain beginning, and a hold that has not proven itself, are polls', async () => {
  const { opened, next, polled } = stage();
  await next(null);
  await next('a', 5000);
  expect([opened.length, polled]).toEqual([0, [null, 'a']]);
});
