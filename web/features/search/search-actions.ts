import { insidePath } from '../../net/inside-paths.ts';
import { panelPath } from '../../net/panel-paths.ts';
import type { MessagePage } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';

/** Finds on one page of them. */
const limit = 50;

export interface Question {
  /** A chat's uri; null: in all of one's chats. */
  where: string | null;
  words: string;
  /** Only what is older than this message. */
  before: number | undefined;
  signal: AbortSignal;
}

/** Looking for what was said. */
export function createSearchActions({ ask }: FeatureDeps) {
  return {
    /** The newest messages with all of these words, the newest first. Throws RequestFailure, or the signal's reason. */
    async find({ where, words: search, before, signal }: Question): Promise<MessagePage> {
      const query = { search, limit, before };
      if (where === null) return ask<MessagePage>(panelPath.found(query), { signal });
      const { messages, ...page } = await ask<MessagePage>(insidePath.messages(where, query), { signal });
      return { ...page, messages: messages.toReversed() };
    },

    /** The first message of a day (`YYYY-MM-DD`, as it is here) or of the next on which something was said; null: none. Throws RequestFailure. */
    async firstOf(uri: string, day: string): Promise<number | null> {
      const from = new Date(`${day}T00:00`).toISOString();
      const { messages } = await ask<MessagePage>(insidePath.messages(uri, { from, limit: 1 }));
      return messages[0]?.id ?? null;
    },
  };
}
