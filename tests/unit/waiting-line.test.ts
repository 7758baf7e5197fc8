import { describe, expect, test } from 'vitest';
import { ServiceUnavailable } from '../../api/http/errors.ts';
import { type Room, WaitingLine } from '../../api/http/limits/waiting-line.ts';
import { until } from '../support/until.ts';

describe('a line before some work', () => {
  /** Each piece of work goes on until it is told how it ends. */
  function work(room: Room) {
    const begun: string[] = [];
    const ends: ((error?: Error) => void)[] = [];
    const line = new WaitingLine(room);
    const enter = (item: string, places?: number) =>
      line.run(() => {
        begun.push(item);
        return new Promise<string>((resolve, reject) => {
          ends.push((error) => (error ? reject(error) : resolve(item.toUpperCase())));
        });
      }, places);
    return { begun, ends, enter, line };
  }

  test('lets one at a time through, in the order of arrival', async () => {
    const { begun, ends, enter } = work({ atOnce: 1, maxWaiting: 5 });
    const all = ['a', 'b', 'c'].map((item) => enter(item));
    for (const [i, result] of all.entries()) {
      await Promise.resolve().then(() => {});
      expect(begun).toHaveLength(i + 1);
      ends[i]?.();
      expect(await result).toBe('ABC'[i]);
    }
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  test('counts what is as long as several as several, and gives it one turn', async () => {
    const { begun, ends, enter, line } = work({ atOnce: 1, maxWaiting: 5 });
    const first = enter('a', 9);
    const second = enter('b', 4);
    await expect(enter('c', 2)).rejects.toThrow(ServiceUnavailable);
    expect(line.waiting).toBe(4);
    const third = enter('d');
    for (const [i, each] of [first, second, third].entries()) {
      await until(() => begun.length, { what: 'it has begun', is: (count) => count === i + 1 });
      ends[i]?.();
      await each;
    }
    expect(begun).toEqual(['a', 'b', 'd']);
  });

  test('goes on after a failure', async () => {
    const { ends, enter } = work({ atOnce: 1, maxWaiting: 5 });
    const [first, second] = ['a', 'b'].map((item) => enter(item));
    await Promise.resolve();
    ends[0]?.(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await Promise.resolve();
    ends[1]?.();
    expect(await second).toBe('B');
  });

  test('has an end, and is open again when someone has gone', async () => {
    const { ends, enter } = work({ atOnce: 1, maxWaiting: 1 });
    const [first] = ['a', 'b'].map((item) => enter(item));
    await expect(enter('c')).rejects.toThrow(ServiceUnavailable);
    ends[0]?.();
    await first;
    void enter('d');
    await expect(enter('e')).rejects.toThrow(ServiceUnavailable);
  });

  test('refuses whose turn comes too late, before the work begins, and the next goes on', async () => {
    const { begun, ends, enter } = work({ atOnce: 1, maxWaiting: 5, maxWaitMs: 10 });
    const [first, second] = ['a', 'b'].map((item) => enter(item));
    const startedAt = performance.now();
    await until(() => performance.now() - startedAt > 15, { what: 'too late' });
    ends[0]?.();
    expect(await first).toBe('A');
    await expect(second).rejects.toThrow(ServiceUnavailable);
    const third = enter('c');
    await until(() => begun.includes('c'), { what: 'the third has begun' });
    ends[1]?.();
    expect(await third).toBe('C');
    expect(begun).toEqual(['a', 'c']);
  });

  test('lets as many in at once as there is room for, and nobody in between', async () => {
    const { begun, ends, enter } = work({ atOnce: 2, maxWaiting: 2 });
    const [first] = ['a', 'b', 'c', 'd'].map((item) => enter(item));
    await until(() => begun.length === 2, { what: 'two have begun' });
    await expect(enter('e')).rejects.toThrow(ServiceUnavailable);
    ends[0]?.();
    // Whoever comes in this very moment is behind those who wait.
    const late = first?.then(() => enter('f'));
    await first;
    await until(() => begun.length === 3, { what: 'the next one begins' });
    expect(begun).toEqual(['a', 'b', 'c']);
    ends[1]?.();
    ends[2]?.();
    await until(() => begun.length === 5, { what: 'everyone has begun' });
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'f']);
    ends[4]?.();
    expect(await late).toBe('F');
  });
});
