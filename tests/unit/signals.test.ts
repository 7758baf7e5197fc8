import { expect, test } from 'vitest';
import { batch, computed, effect, signal, untracked } from '../../web/store/signals.ts';

test('an effect runs at once, and again for each change of what it read last', () => {
  const [which, left, right] = [signal('left'), signal(1), signal(10)];
  const seen: number[] = [];
  const end = effect(() => {
    seen.push(which.value === 'left' ? left.value : right.value);
  });
  right.value = 11;
  left.value = 2;
  left.value = 2;
  which.value = 'right';
  left.value = 3;
  right.value = 12;
  end();
  right.value = 13;
  expect(seen).toEqual([1, 2, 11, 12]);
});

test('what follows from one change by two ways is seen once, and whole', () => {
  const source = signal(1);
  const [double, triple] = [computed(() => source.value * 2), computed(() => source.value * 3)];
  const sum = computed(() => double.value + triple.value);
  const seen: number[] = [];
  effect(() => {
    seen.push(sum.value);
  });
  source.value = 2;
  expect(seen).toEqual([5, 10]);
});

test('a computed value is computed when it is read, once for each change', () => {
  const source = signal(1);
  let times = 0;
  const squared = computed(() => {
    times += 1;
    return source.value ** 2;
  });
  expect(times).toBe(0);
  expect([squared.value, squared.peek()]).toEqual([1, 1]);
  source.value = 2;
  source.value = 3;
  expect(squared.value).toBe(9);
  expect(times).toBe(2);
});

test('an effect stays still when what it reads comes out the same', () => {
  const count = signal(1);
  const isOdd = computed(() => count.value % 2 === 1);
  const seen: boolean[] = [];
  effect(() => {
    seen.push(isOdd.value);
  });
  count.value = 3;
  count.value = 4;
  expect(seen).toEqual([true, false]);
});

test('changes in a batch are seen as one, also those that an effect makes', () => {
  const [a, b, sum] = [signal(1), signal(2), signal(0)];
  const seen: number[] = [];
  effect(() => {
    sum.value = a.value + b.value;
  });
  effect(() => {
    seen.push(sum.value);
  });
  batch(() => {
    a.value = 10;
    b.value = 20;
    expect(sum.value).toBe(3);
  });
  expect(seen).toEqual([3, 30]);
});

test('what an effect returns is called before its next run and at its end', () => {
  const name = signal('a');
  const log: string[] = [];
  const end = effect(() => {
    const now = name.value;
    log.push(`+${now}`);
    return () => log.push(`-${now}`);
  });
  name.value = 'b';
  end();
  end();
  expect(log).toEqual(['+a', '-a', '+b', '-b']);
});

test('what is read untracked, or peeked at, is not followed', () => {
  const [followed, other] = [signal(1), signal(1)];
  let runs = 0;
  effect(() => {
    runs += 1;
    return void (followed.value + other.peek() + untracked(() => other.value));
  });
  other.value = 2;
  expect(runs).toBe(1);
  followed.value = 2;
  expect(runs).toBe(2);
});

test('an effect that throws ends neither the others nor the batches to come', () => {
  const source = signal(0);
  const seen: number[] = [];
  effect(() => {
    if (source.value === 1) throw new Error('on purpose');
  });
  effect(() => {
    seen.push(source.value);
  });
  expect(() => {
    source.value = 1;
  }).toThrow('on purpose');
  source.value = 2;
  expect(seen.at(-1)).toBe(2);
});
