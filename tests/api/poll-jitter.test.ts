import { expect } from 'vitest';
import { test } from './stage.ts';

test('held polls that came together end spread over the last tenth of their wait', async ({ alice, bob }) => {
  const waitMs = 3000;
  const people = [alice, bob];
  const holds = people.flatMap((person) => Array.from({ length: 6 }, () => person));
  const cursors = await Promise.all(
    people.map(async (person) => (await person.get<{ cursor: string }>('/api/events/')).body.cursor),
  );
  const held = holds.map(async (person) => {
    const startedAt = performance.now();
    const cursor = cursors[people.indexOf(person)];
    const reply = await person.get<{ events: unknown[] }>(
      `/api/events/?cursor=${cursor}&wait=${waitMs / 1000}`,
    );
    return { ms: performance.now() - startedAt, reply };
  });
  const ends = await Promise.all(held);
  for (const { ms, reply } of ends) {
    expect(reply.status).toBe(200);
    expect(reply.body.events).toEqual([]);
    expect(ms).toBeGreaterThanOrEqual(0.9 * waitMs - 5);
    // One tick of the deadlines, and a machine with other things to do.
    expect(ms).toBeLessThan(waitMs + 1000);
  }
  const times = ends.map(({ ms }) => ms);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(50);
});
