import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Throttled } from './errors.ts';

/** So many `points` within `seconds`, per key. */
interface Allowance {
  points: number;
  seconds: number;
}

/** Wide enough for a class behind one address, narrow enough to make guessing and flooding pointless. */
const allowances = {
  /** Per address. */
  signUp: { points: 100, seconds: 600 },
  /** Failures per username and address. */
  logInFailure: { points: 10, seconds: 300 },
  /** Failures per address. */
  logInFailureByAddress: { points: 200, seconds: 300 },
  /** Wrong passwords given by someone who is logged in, per user. */
  passwordCheck: { points: 10, seconds: 300 },
  /** New chats per user. */
  startChat: { points: 60, seconds: 600 },
  /** Messages per user. */
  sendMessage: { points: 120, seconds: 30 },
  /** Messages with an image per user: each costs a second of a processor, and room for good. */
  sendImage: { points: 30, seconds: 60 },
  /** Whole sessions per user: each reads all that was ever said there. */
  exportChat: { points: 30, seconds: 600 },
} satisfies Record<string, Allowance>;

export type LimitName = keyof typeof allowances;

export interface RateLimits {
  /** Takes one point; throws Throttled with the seconds to wait when none is left. */
  take(limit: LimitName, key: string | number): Promise<void>;
  /** Throws Throttled when no point is left, and takes none. */
  check(limit: LimitName, key: string | number): Promise<void>;
}

/** Counted in this process: with several nodes the allowance is that many times larger, which is still small. */
export function createRateLimits(enabled: boolean): RateLimits {
  if (!enabled) return { take: async () => {}, check: async () => {} };
  const limiters = new Map<LimitName, RateLimiterMemory>();
  for (const [name, { points, seconds }] of Object.entries(allowances)) {
    limiters.set(name as LimitName, new RateLimiterMemory({ points, duration: seconds, keyPrefix: name }));
  }
  return {
    async take(limit, key) {
      try {
        await limiters.get(limit)?.consume(key);
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? throttled(refusal) : refusal;
      }
    },
    async check(limit, key) {
      const state = await limiters.get(limit)?.get(key);
      if (state && state.consumedPoints >= allowances[limit].points) throw throttled(state);
    },
  };
}

function throttled(refusal: RateLimiterRes): Throttled {
  return new Throttled(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
}
