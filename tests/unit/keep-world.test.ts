import { describe, expect, test } from 'vitest';
import { RequestFailure } from '../../web/net/failure.ts';
import type { FeedEvent, Message } from '../../web/net/wire.ts';
import { putTalk } from '../../web/store/world/world.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { settled } from '../web/manual-timer.ts';
import { chat, createKept, event, later, said, uri } from './known-world.ts';

describe('a snapshot', () => {
  test('has what was told while it was read applied to it, in order', async () => {
    const { world, hear, ids } = createKept();
    const page = later<Message[]>();
    const read = world.read(
      () => page.promise,
      (known, messages) => putTalk(known, chat, { messages, hasOlder: false }),
    );
    hear([event(2)]);
    hear([event(3), event(4)]);
    page.answer([said(1), said(2)]);
    await read;
    expect(ids()).toEqual([1, 2, 3, 4]);
    hear([event(5)]);
    expect(ids()).toEqual([1, 2, 3, 4, 5]);
  });

  test('that can’t be read changes nothing, and what was told meanwhile stays', async () => {
    const { world, hear, put, ids } = createKept();
    put([said(1)]);
    const page = later<Message[]>();
    const read = world.read(
      () => page.promise,
      () => expect.unreachable(),
    );
    hear([event(2)]);
    page.fail(new RequestFailure(404, 'not_found'));
    await expect(read).rejects.toThrow('404');
    expect(ids()).toEqual([1, 2]);
  });

  test('that comes when nobody is logged in any more is dropped', async () => {
    const { world, state } = createKept();
    const page = later<Message[]>();
    const read = world.read(
      () => page.promise,
      (known, messages) => putTalk(known, chat, { messages, hasOlder: false }),
    );
    world.end();
    page.answer([said(1)]);
    await read;
    expect(state.world.value).toBe(null);
  });

  test('is never older than what was told, however pages, events and answers fall', async () => {
    const seed = testSeed();
    const random = randomFrom(seed);
    for (let round = 0; round < 200; round++) {
      const { world, hear, put, ids } = createKept();
      put([]);
      /** What the server has, and how much of it was told. */
      const log: FeedEvent[] = [];
      let told = 0;
      const open: { page: ReturnType<typeof later<Message[]>>; messages: Message[] }[] = [];
      const reads: Promise<void>[] = [];
      const answer = async () => {
        const [next] = open.splice(random.below(open.length), 1);
        next?.page.answer(next.messages);
        await settled();
      };
      for (let step = 0; step < 12; step++) {
        if (random.chance(0.5)) log.push(event(log.length + 1));
        if (random.chance(0.4)) {
          hear(log.slice(told));
          told = log.length;
        }
        if (random.chance(0.4)) {
          const page = later<Message[]>();
          open.push({ page, messages: log.map((_, index) => said(index + 1)) });
          const putPage = (known: Parameters<typeof putTalk>[0], messages: readonly Message[]) =>
            putTalk(known, chat, { messages, hasOlder: false });
          reads.push(world.read(() => page.promise, putPage));
        }
        if (open.length > 0 && random.chance(0.3)) await answer();
      }
      hear(log.slice(told));
      while (open.length > 0) await answer();
      await Promise.all(reads);
      expect(ids(), `HOLDLINE_TEST_SEED=${seed}, round ${round}`).toEqual(log.map(({ id }) => Number(id)));
    }
  });
});

describe('news', () => {
  test('of messages that are stored is passed on, whoever’s they are', () => {
    const { hear, stored } = createKept();
    hear([event(7), { ...event(8), type: 'message.updated' } as FeedEvent, event(9)]);
    expect(stored).toEqual([7, 9]);
  });

  test('that does not follow on what was told before forgets who is there', () => {
    const { hear, state } = createKept();
    const here = { [uri]: { online: [1], typing: [], online_count: 1 } };
    hear([], { presence: here as never });
    expect(state.world.value?.presence.size).toBe(1);
    hear([], { isFresh: true });
    expect(state.world.value?.presence.size).toBe(0);
  });

  test('means nothing when nobody is logged in', () => {
    const { world, hear, state } = createKept();
    world.end();
    hear([event(1)]);
    expect(state.world.value).toBe(null);
  });
});
