import { effect, untracked } from '@preact/signals-core';
import { parsePath } from '../net/paths.ts';
import type { State } from './state.ts';

/**
 * Visits the chats that the address bar names, one after the other, until the function that it returns is called. Going
 * elsewhere ends the visit before with all its requests.
 */
export function followAddress(
  state: State,
  open: (uri: string, mayJoin: boolean, signal: AbortSignal) => Promise<void>,
): () => void {
  return effect(() => {
    const place = parsePath(state.path.value);
    const mayJoin = state.isOwnStep.value;
    const visit = new AbortController();
    untracked(() => {
      state.loading.value = 'up';
      // Its talk is here only when the chat that one is in has just got this uri.
      const isInside = place.kind === 'chat' && state.world.value?.talks.has(place.uri);
      if (!isInside) state.visit.value = null;
      state.spot.value = null;
      if (place.kind === 'chat') void open(place.uri, mayJoin, visit.signal);
    });
    return () => visit.abort();
  });
}
