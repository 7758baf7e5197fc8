import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lru } from '../../api/process/lru.ts';

test('the least recently used goes first, and a use counts from when it was', () => {
  const dropped: string[] = [];
  const lru = new Lru<string, number>({ maxWeight: 3, onDrop: (key) => dropped.push(key) });
  for (const [i, key] of ['a', 'b', 'c'].entries()) lru.set(key, i);
  expect(lru.get('a')).toBe(0);
  expect(lru.peek('b')).toBe(1);
  lru.set('d', 3);
  lru.set('e', 4);
  expect(dropped).toEqual(['b', 'c']);
  expect([...lru.values()]).toEqual([0, 3, 4]);
});

test('what is pinned stays, whatever comes, and goes when it no longer is', () => {
  const pinned = new Set([1, 2]);
  const lru = new Lru<number, string>({ maxWeight: 5, isPinned: (key) => pinned.has(key) });
  for (let key = 1; key <= 10_000; key += 1) lru.set(key, `${key}`);
  expect([lru.peek(1), lru.peek(2), lru.size]).toEqual(['1', '2', 5]);
  pinned.clear();
  for (let key = 1; key <= 10; key += 1) lru.set(-key, '');
  expect([lru.peek(1), lru.peek(2), lru.size]).toEqual([undefined, undefined, 5]);
});

test('what was put just now stays although it is too much alone, and all the rest makes room', () => {
  const lru = new Lru<string, number>({ maxWeight: 10, weigh: (value) => value });
  lru.set('small', 4);
  lru.set('large', 50);
  expect([lru.size, lru.weight]).toEqual([1, 50]);
  lru.set('next', 1);
  expect([lru.size, lru.weight]).toEqual([1, 1]);
});

test('after any steps it keeps within its bound, and holds exactly what a list kept in order would', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), key: fc.nat(12), weight: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constantFrom('get' as const, 'delete' as const), key: fc.nat(12) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150 }), fc.integer({ min: 4, max: 20 }), (steps, maxWeight) => {
      const lru = new Lru<number, number>({ maxWeight, weigh: (value) => value });
      let model: [key: number, weight: number][] = [];
      for (const each of steps) {
        const at = model.findIndex(([key]) => key === each.key);
        const known = model[at];
        if (each.kind === 'get') expect(lru.get(each.key)).toBe(known?.[1]);
        if (each.kind === 'delete') expect(lru.delete(each.key)).toBe(known !== undefined);
        if (at >= 0) model.splice(at, 1);
        if (each.kind === 'set') {
          lru.set(each.key, each.weight);
          model.push([each.key, each.weight]);
        } else if (each.kind === 'get' && known) model.push(known);
        while (model.reduce((sum, [, weight]) => sum + weight, 0) > maxWeight) model = model.slice(1);
        expect([...lru.values()]).toEqual(model.map(([, weight]) => weight));
        expect(lru.weight).toBeLessThanOrEqual(maxWeight);
      }
    }),
  );
});
