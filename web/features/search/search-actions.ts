import { insidePath } from '../../net/inside-paths.ts';
import type { MessagePage } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';

/** Finds on one page of them. */
const foundLimit = 50;

export interface Question {
  words: string;
  /** Only what is older than this message. */
  before?: number;
  signal: AbortSignal;
}

/** Looking for what was said. */
export function createSearchActions({ ask }: FeatureDeps) {
  return {
    /** The newest messages with all of these words, oldest first. Throws RequestFailure, or the signal's reason. */
    find(uri: string, { words, before, signal }: Question): Promise<MessagePage> {
      return ask(insidePath.messages(uri, { search: words, limit: foundLimit, before }), { signal });
    },

    /** The first message of a day (`YYYY-MM-DD`, as it is here) or of the next on which something was said; null: none. Throws RequestFailure. */
    async firstOf(uri: string, day: string): Promise<number | null> {
      const from = new Date(`${day}T00:00`).toISOString();
      const { messages } = await ask<MessagePage>(insidePath.messages(uri, { from, limit: 1 }));
      return messages[0]?.id ?? null;
    },
  };
}
