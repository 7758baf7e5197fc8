import type { Api } from '../../net/api.ts';
import { RequestFailure } from '../../net/failure.ts';
import type { State } from '../state.ts';

/** Contract, section 4: shown for 5 s, so that telling it every 3 s keeps it up. */
const tellTypingEveryMs = 3000;

export interface PresenceDeps {
  api: Api;
  state: State;
  /** Unix milliseconds. */
  now(): number;
}

export function createPresenceActions({ api, state, now }: PresenceDeps) {
  let told = { uri: '', atMs: Number.NEGATIVE_INFINITY };

  return {
    /** To be called at every keystroke; the others are told now and then. */
    type(uri: string): void {
      if (state.line.value !== 'up') return;
      if (told.uri === uri && now() - told.atMs < tellTypingEveryMs) return;
      told = { uri, atMs: now() };
      void quietly(api.tellTyping(uri));
    },

    /** What was typed is sent: the next keystroke is news again. */
    stopTyping(): void {
      told = { uri: '', atMs: Number.NEGATIVE_INFINITY };
    },

    /** Everything up to this message has been seen. The log tells it back to all my devices. */
    markRead: (uri: string, messageId: number) => void quietly(api.markRead(uri, messageId)),
  };
}

/** For what nobody waits for, and what the next occasion says again. */
async function quietly(telling: Promise<unknown>): Promise<void> {
  try {
    await telling;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
  }
}
