import type { Actions } from './actions.ts';
import { parsePath } from './path.ts';
import { computed, effect, untracked } from './signals.ts';
import type { State } from './state.ts';

/**
 * Follows the log as whoever is logged in, and visits what the address bar names. Going elsewhere, logging in and
 * logging out end the visit before with all its requests.
 */
export function followAddress(state: State, actions: Pick<Actions, 'follow' | 'visit'>): void {
  const token = computed(() => state.session.value?.token ?? null);
  effect(() => {
    if (token.value === null) return;
    const userId = untracked(() => state.session.value?.user.id);
    if (userId === undefined) return;
    const session = new AbortController();
    untracked(() => actions.follow(userId, session.signal));
    return () => session.abort();
  });
  effect(() => {
    const place = parsePath(state.path.value);
    const isLoggedIn = token.value !== null;
    const visit = new AbortController();
    untracked(() => void actions.visit(place, isLoggedIn, visit.signal));
    return () => visit.abort();
  });
}
