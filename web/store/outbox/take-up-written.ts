import { isUnwanted, type State } from '../state.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import type { KeptOutbox } from './kept-outbox.ts';

export interface Written {
  state: State;
  outbox: KeptOutbox;
  drafts: KeptDrafts;
}

/** Brings back what this person wrote and had not sent. What it returns is called when they are no longer logged in. */
export function takeUpWritten(userId: number, { state, outbox, drafts }: Written): () => void {
  outbox.load(userId);
  drafts.load(userId);
  return () => {
    // Whoever did not want to go comes back, and finds what they were writing.
    if (state.session.peek() !== null || isUnwanted(state.farewell.peek())) return;
    drafts.forget();
    outbox.forget();
  };
}
