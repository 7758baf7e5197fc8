import { expect, test } from 'vitest';
import { clientAddress } from '../../api/http/door/client-address.ts';
import { FairTurns } from '../../api/http/limits/fair-turns.ts';

/** Reads that go on until they are told to end; `begun` says whose came to be worked on. */
function reads() {
  const turns = new FairTurns();
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (who: string, userId: number | null, address: string) =>
    turns.take({ userId, address: clientAddress(address) }, () => {
      begun.push(who);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const endOne = async () => {
    ends.shift()?.();
    await settled();
  };
  return { turns, begun, ask, endOne };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const times = (count: number, ask: () => Promise<void>) => Array.from({ length: count }, ask);

test('one person has two reads worked on, from wherever they come, and others are not behind the rest', async () => {
  const { begun, ask, endOne } = reads();
  times(3, () => ask('alice', 1, '192.0.2.1'));
  times(3, () => ask('alice', 1, '192.0.2.2'));
  ask('bob', 2, '192.0.2.1');
  await settled();
  expect(begun).toEqual(['alice', 'alice', 'bob']);
  await endOne();
  expect(begun).toEqual(['alice', 'alice', 'bob', 'alice']);
});

test('one address has eight, of whomever and of those who are nobody', async () => {
  const { begun, ask } = reads();
  for (let id = 1; id <= 5; id += 1) times(2, () => ask('crowd', id, '192.0.2.1'));
  await settled();
  ask('nobody', null, '192.0.2.1');
  ask('nobody elsewhere', null, '192.0.2.2');
  await settled();
  expect(begun).toEqual([...Array(8).fill('crowd'), 'nobody elsewhere']);
});

test('all together have twenty-four, and an address that comes later is behind eight of each at most', async () => {
  const { begun, ask, endOne } = reads();
  const addresses = [1, 2, 3, 4].map((number) => `192.0.2.${number}`);
  addresses.forEach((address, at) => {
    for (let i = 0; i < 20; i += 1) ask(address, 100 * at + i, address);
  });
  await settled();
  expect(begun).toHaveLength(24);
  ask('late', 999, '192.0.2.9');
  for (let i = 0; i < 9; i += 1) await endOne();
  expect(begun).toContain('late');
});

test('a line is forgotten when nobody is in it any more, also after a failure', async () => {
  const { turns, ask, endOne } = reads();
  const all = times(5, () => ask('alice', 1, '192.0.2.1'));
  const failed = turns.take({ userId: 2, address: clientAddress('192.0.2.2') }, async () => {
    throw new Error('broken');
  });
  await expect(failed).rejects.toThrow('broken');
  for (const _ of all) await endOne();
  await Promise.all(all);
  expect(turns.size).toBe(0);
});
