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
  };
}
