import { computed, effect, untracked } from '@preact/signals-core';
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
  // By the address of a message in it one is in the same chat.
  const address = computed(() => {
    const place = parsePath(state.path.value);
    return place.kind === 'chat' ? place.uri : null;
  });
  return effect(() => {
    const uri = address.value;
    const mayJoin = state.isOwnStep.value;
    const visit = new AbortController();
    untracked(() => {
      state.loading.value = 'up';
      // Its talk is here only when the chat that one is in has just got this uri.
      const isInside = uri !== null && state.world.value?.talks.has(uri);
      if (!isInside) state.visit.value = null;
      state.spot.value = null;
      if (uri !== null) void open(uri, mayJoin, visit.signal);
    });
    return () => visit.abort();
  });
}
