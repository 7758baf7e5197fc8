import { expect } from 'vitest';
import type { Reply } from '../support/person.ts';

export interface Spree {
  /** How many were answered otherwise before the first 429. */
  passed: number;
  refused: Reply<unknown>;
}

/** Calls until it is refused, some at once, as someone does who wants to break something. */
export async function spree(
  call: (i: number) => Promise<Reply<unknown>>,
  atMost: number,
  atOnce = 10,
): Promise<Spree> {
  for (let passed = 0; passed < atMost; ) {
    const replies = await Promise.all(Array.from({ length: atOnce }, (_, i) => call(passed + i)));
    const refused = replies.filter(({ status }) => status === 429);
    passed += replies.length - refused.length;
    if (refused[0]) return { passed, refused: refused[0] };
  }
  throw new Error(`${atMost} calls, and none of them was refused.`);
}

export function expectThrottled({ refused }: Spree): void {
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect(refused.body).toMatchObject({ code: 'throttled' });
}
