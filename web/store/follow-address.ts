import type { Actions } from './actions/actions.ts';
import { parsePath } from './path.ts';
import { computed, effect, untracked } from './signals.ts';
import type { State } from './state.ts';

/**
 * Follows the log as whoever is logged in, and visits what the address bar names. Going elsewhere, logging in and
 * logging out end the visit before with all its requests.
 */
export function followAddress(state: State, actions: Pick<Actions, 'follow' | 'visit'>): void {
  // By the person and not by the token, which is replaced day after day.
  const myId = computed(() => state.session.value?.user.id ?? null);
  effect(() => {
    const userId = myId.value;
    if (userId === null) return;
    const session = new AbortController();
    untracked(() => actions.follow(userId, session.signal));
    return () => session.abort();
  });
  effect(() => {
    const place = parsePath(state.path.value);
    const isLoggedIn = myId.value !== null;
    const mayJoin = state.isOwnStep.value;
    const visit = new AbortController();
    untracked(() => void actions.visit(place, { isLoggedIn, mayJoin }, visit.signal));
    return () => visit.abort();
  });
}
