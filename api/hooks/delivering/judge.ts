import type { Tried } from '../attempt-queries.ts';
import type { Hook } from '../queries.ts';
import type { PauseReason } from '../schemas.ts';
import { patienceMs, retryAfterMs, waitAfter } from './backoff.ts';
import type { Posted } from './post.ts';

export interface Try {
  hook: Pick<Hook, 'cursor' | 'failingSince' | 'tries'>;
  /** The place behind the event that was tried. */
  delivered: string;
  posted: Posted | { problem: 'not_allowed' };
  /** When it began, and when it was over. */
  at: number;
  nowMs: number;
}

/**
 * Where a try leaves its hook: behind the event when it was answered by a 2xx; paused by a 410, or when a day has gone by since the first
 * try; else to be tried again, the last time when that day is over. `random` is from 0 to 1.
 */
export function judge(
  { hook, delivered, posted, at, nowMs }: Try,
  random: number,
): Tried['after'] & { pausedBy: PauseReason | null } {
  const status = 'status' in posted ? posted.status : 0;
  if (status >= 200 && status < 300)
    return { cursor: delivered, failingSince: null, tries: 0, nextTryAt: null, pausedBy: null };
  const failingSince = hook.failingSince ?? at;
  const tries = hook.tries + 1;
  const endsAt = failingSince + patienceMs;
  const asked = 'status' in posted ? retryAfterMs(posted.retryAfter, nowMs) : null;
  const nextTryAt = Math.min(endsAt, nowMs + Math.round(waitAfter(tries, asked, random)));
  const pausedBy = status === 410 ? 'gone' : nowMs >= endsAt ? 'failing' : null;
  return { cursor: hook.cursor, failingSince, tries, nextTryAt, pausedBy };
}
