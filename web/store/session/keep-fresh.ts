import type { Pause } from '../../browser/pause.ts';
import { RequestFailure } from '../../net/failure.ts';
import type { UntilReached } from '../../net/until-reached.ts';
import { when } from '../when.ts';
import { refreshEveryMs } from './kept-session.ts';
import type { RefreshDeps, refreshToken } from './refresh-token.ts';

/** After an answer that made no sense: a proxy may have given it. */
const laterMs = 60 * 60_000;

export type FreshDeps = RefreshDeps & {
  pause: Pause;
  untilReached: UntilReached;
  /** Unix milliseconds. */
  now(): number;
  /** Fetches the code that asks for the next one: few pages are open when that is due. */
  loadRefresh(): Promise<typeof refreshToken>;
};

/** Has the token replaced by the next one day after day, until the signal ends it. */
export async function keepFresh(deps: FreshDeps, signal: AbortSignal): Promise<void> {
  const { state, pause, untilReached, now, loadRefresh } = deps;
  while (!signal.aborted) {
    await when(state.session, (session) => session !== null, signal);
    const session = state.session.value;
    if (signal.aborted) return;
    if (!session) continue;
    const ageMs = now() - session.takenAtMs;
    // Younger than now is a clock that was set back, which says nothing about the token's age.
    if (ageMs >= 0 && ageMs < refreshEveryMs) {
      await pause(refreshEveryMs - ageMs, { signal });
      continue;
    }
    // The one whose age was looked at: another tab may have the next one by the time the code is there.
    const refresh = async () => (await loadRefresh())(deps, session);
    try {
      await untilReached(refresh, { signal, onStatus: () => {} });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof RequestFailure)) throw error;
      await pause(laterMs, { signal, isWakeable: false });
    }
  }
}
