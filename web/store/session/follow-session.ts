import { computed, effect, untracked } from '@preact/signals-core';
import type { State } from '../state.ts';

/** Begins anew with whoever logs in, null for nobody, and first ends what was begun with the one before. */
export function followSession(state: State, begin: (userId: number | null) => (() => void) | null): void {
  // By the person and not by the token, which is replaced day after day.
  const myId = computed(() => state.session.value?.user.id ?? null);
  effect(() => {
    const userId = myId.value;
    return untracked(() => begin(userId)) ?? undefined;
  });
}
