import { describe, expect, test } from 'vitest';
import { RequestFailure } from '../../web/net/failure.ts';
import type { Message } from '../../web/net/wire.ts';
import { putTalk } from '../../web/store/world/world.ts';
import { settled } from '../web/manual-timer.ts';
import { chat, createKept, event, later, said } from './known-world.ts';

describe('what is to be done at each start of the log', () => {
  const start = { isFresh: true };

  test('is done once it is followed, and again when it begins anew, with nothing missed in between', async () => {
    const { world, hear, ids } = createKept();
    const end = new AbortController();
    const pages = [later<Message[]>(), later<Message[]>()];
    let times = 0;
    const done = world.atEachStart(async () => {
      const page = pages[times];
      times += 1;
      await world.read(
        () => page?.promise ?? Promise.resolve([]),
        (known, messages) => putTalk(known, chat, { messages, hasOlder: false }),
      );
    }, end.signal);
    await settled();
    expect(times).toBe(0);
    hear([event(1)], start);
    await settled();
    hear([event(2)]);
    pages[0]?.answer([said(1)]);
    await settled();
    expect(ids()).toEqual([1, 2]);
    hear([], start);
    await settled();
    hear([event(4)]);
    pages[1]?.answer([said(1), said(2), said(3)]);
    await settled();
    expect(ids()).toEqual([1, 2, 3, 4]);
    expect(times).toBe(2);
    end.abort();
    await done;
    hear([], start);
    await settled();
    expect(times).toBe(2);
  });

  test('that breaks is told and done again, until it succeeds', async () => {
    const { world, hear, faults, mend } = createKept();
    const end = new AbortController();
    const bug = new TypeError('a bug');
    let isBroken = false;
    let times = 0;
    const done = world.atEachStart(async () => {
      times += 1;
      if (times < 3 || isBroken) throw bug;
    }, end.signal);
    hear([], start);
    for (let step = 0; step < 2; step++) {
      await settled();
      mend();
    }
    await settled();
    expect(faults).toEqual([
      [bug, 1],
      [bug, 2],
    ]);
    expect(times).toBe(3);
    isBroken = true;
    hear([], start);
    await settled();
    isBroken = false;
    mend();
    await settled();
    expect(times).toBe(5);
    // After a success it is the first again.
    expect(faults.at(-1)).toEqual([bug, 1]);
    end.abort();
    await done;
  });

  test('waits anew after a log-out, until the log of the next one is followed', async () => {
    const { world, hear } = createKept();
    hear([], start);
    world.end();
    world.begin(2);
    const end = new AbortController();
    let times = 0;
    const done = world.atEachStart(async () => {
      times += 1;
    }, end.signal);
    await settled();
    expect(times).toBe(0);
    hear([], start);
    await settled();
    expect(times).toBe(1);
    end.abort();
    await done;
  });

  test('ends where the server says no', async () => {
    const { world, hear, faults } = createKept();
    const done = world.atEachStart(
      () => Promise.reject(new RequestFailure(403, 'banned')),
      new AbortController().signal,
    );
    hear([], start);
    await expect(done).rejects.toThrow('banned');
    expect(faults).toEqual([]);
  });
});
