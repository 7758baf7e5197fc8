import type { Pause } from '../browser/pause.ts';
import { backoffMs } from './backoff.ts';
import { RequestFailure } from './failure.ts';
import type { LineStatus } from './transport/transport.ts';

export interface Persistence {
  pause: Pause;
  random(): number;
}

export interface Attempt {
  signal: AbortSignal;
  onStatus(status: LineStatus): void;
}

/** Asks until there is an answer, telling how the line is. Throws what does not pass by itself, and when aborted. */
export type UntilReached = <Answer>(ask: () => Promise<Answer>, attempt: Attempt) => Promise<Answer>;

export function createUntilReached({ pause, random }: Persistence): UntilReached {
  return async (ask, { signal, onStatus }) => {
    for (let failures = 1; ; failures++) {
      signal.throwIfAborted();
      try {
        const answer = await ask();
        signal.throwIfAborted();
        onStatus('up');
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof RequestFailure) || !error.isPassing) throw error;
        const { retryAfterMs } = error;
        onStatus(retryAfterMs === null ? 'unreachable' : 'busy');
        await pause(backoffMs({ failures, retryAfterMs, random: random() }), {
          signal,
          isWakeable: retryAfterMs === null,
        });
      }
    }
  };
}
