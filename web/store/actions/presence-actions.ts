import type { Api } from '../../net/api.ts';
import { problemOf } from '../problem.ts';
import type { State } from '../state.ts';

/** Contract, section 4: shown for 5 s, so that telling it every 3 s keeps it up. */
const tellTypingEveryMs = 3000;

export interface PresenceDeps {
  api: Api;
  state: State;
  /** Unix milliseconds. */
  now(): number;
}

/** Nobody waits for any of it, and what fails is said again by the next occasion. */
export function createPresenceActions({ api, state, now }: PresenceDeps) {
  let told = { uri: '', atMs: Number.NEGATIVE_INFINITY };

  return {
    /** To be called at every keystroke; the others are told now and then. */
    type(uri: string): void {
      if (state.line.value !== 'up') return;
      if (told.uri === uri && now() - told.atMs < tellTypingEveryMs) return;
      told = { uri, atMs: now() };
      void problemOf(() => api.tellTyping(uri));
    },

    /** What was typed is sent: the next keystroke is news again. */
    stopTyping(): void {
      told = { uri: '', atMs: Number.NEGATIVE_INFINITY };
    },

    /** Everything up to this message has been seen. The log tells it back to all my devices. */
    markRead: (uri: string, messageId: number) => void problemOf(() => api.markRead(uri, messageId)),
  };
}
