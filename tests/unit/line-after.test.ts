import { expect, test } from 'vitest';
import type { Outcome } from '../../web/net/transport/ladder.ts';
import { startLadder } from '../../web/net/transport/ladder.ts';
import { lineAfter } from '../../web/net/transport/told.ts';

const failed = (retryAfterMs: number | null): Outcome => ({ kind: 'failed', tookMs: 20, retryAfterMs });

test.for([
  ['a plain poll that failed', failed(null), 0, 'unreachable'],
  ['a hold that died, as proxies end them', failed(null), 5000, null],
  ['a plain poll that the server has no time for', failed(60_000), 0, 'busy'],
  ['a hold that the server has no time for', failed(60_000), 5000, 'busy'],
  ['a poll that ended by itself', { kind: 'ended', tookMs: 20 }, 5000, null],
  ['what could not be read', { kind: 'lost', tookMs: 20, times: 1 }, 5000, 'lost'],
] as const)('the line after %s', ([, outcome, waitMs, line]) => {
  expect(lineAfter(outcome, { ...startLadder(null), waitMs })).toBe(line);
});
