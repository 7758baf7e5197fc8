import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupCommit } from '../../api/log/group-commit.ts';

/** A commit that takes as long as the test wants, and answers each item with its double. */
function stage(maxItems?: number) {
  const batches: number[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const send = groupCommit<number, number>((items) => {
    batches.push([...items]);
    return new Promise((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve(items.map((item) => 2 * item))));
    });
  }, maxItems);
  /** Ends the commit that runs. */
  const finish = async (error?: Error) => {
    ends.shift()?.(error);
    await turn();
  };
  return { batches, send, finish };
}

describe('group commit', () => {
  test('puts what arrives while one commits into the next, in the order of arrival', async () => {
    const { batches, send, finish } = stage();
    const results = [1, 2, 3, 4].map(send);
    expect(batches).toEqual([[1]]);
    await finish();
    results.push(send(5));
    expect(batches).toEqual([[1], [2, 3, 4]]);
    await finish();
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
    await finish();
    expect(await Promise.all(results)).toEqual([2, 4, 6, 8, 10]);
  });

  test('runs one commit at a time', async () => {
    const { batches, send, finish } = stage();
    const results = [1, 2].map(send);
    await turn();
    expect(batches).toHaveLength(1);
    await finish();
    await finish();
    await Promise.all(results);
  });

  test('a commit that fails fails its own items and none of the others', async () => {
    const { send, finish } = stage();
    const [first, ...second] = [1, 2, 3].map(send);
    await finish();
    const later = second.map((result) => expect(result).rejects.toThrow('disk full'));
    const third = send(4);
    await finish(new Error('disk full'));
    await Promise.all(later);
    await finish();
    expect(await first).toBe(2);
    expect(await third).toBe(8);
  });

  test('goes on after a commit that throws before it starts', async () => {
    let isBroken = true;
    const send = groupCommit<number, number>((items) => {
      if (isBroken) throw new Error('no connection');
      return Promise.resolve(items);
    });
    await expect(send(1)).rejects.toThrow('no connection');
    isBroken = false;
    expect(await send(2)).toBe(2);
  });

  test('never takes more than it is allowed into one commit, and leaves none behind', async () => {
    const { batches, send, finish } = stage(10);
    const results = Array.from({ length: 35 }, (_, i) => send(i));
    for (let i = 0; i < 5; i += 1) await finish();
    expect(batches.map((batch) => batch.length)).toEqual([1, 10, 10, 10, 4]);
    expect(await Promise.all(results)).toEqual(Array.from({ length: 35 }, (_, i) => 2 * i));
  });

  test('gives everyone the own result, whatever the rhythm and whichever commits fail', async () => {
    const sending = fc.record({ isBad: fc.boolean(), pauseTurns: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(sending, { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        async (items, max) => {
          const batches: number[][] = [];
          const isBad = (batch: readonly number[]) => batch.some((i) => items[i]?.isBad);
          const send = groupCommit<number, number>(async (batch) => {
            batches.push([...batch]);
            await turn();
            if (isBad(batch)) throw new Error('on purpose');
            return batch.map((i) => 2 * i);
          }, max);
          const results: Promise<number | 'failed'>[] = [];
          for (const [i, { pauseTurns }] of items.entries()) {
            results.push(send(i).catch(() => 'failed' as const));
            for (let turns = 0; turns < pauseTurns; turns += 1) await turn();
          }
          const seen = await Promise.all(results);
          expect(batches.flat()).toEqual(items.map((_, i) => i));
          expect(seen).toEqual(
            batches.flatMap((batch) => batch.map((i) => (isBad(batch) ? 'failed' : 2 * i))),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
