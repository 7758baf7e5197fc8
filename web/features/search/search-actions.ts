import { insidePath } from '../../net/inside-paths.ts';
import type { MessagePage } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { readAround } from '../../store/actions/read-around.ts';
import { problemOf } from '../../store/problem.ts';
import { leaveStretch, putStretch } from '../../store/world/world.ts';

/** Finds on one page of them. */
const foundLimit = 50;

export interface Question {
  words: string;
  /** Only what is older than this message. */
  before?: number;
  signal: AbortSignal;
}

/** Looking for what was said, and going there. */
export function createSearchActions({ ask, world, state }: FeatureDeps) {
  return {
    /** The newest messages with all of these words, oldest first. Throws RequestFailure, or the signal's reason. */
    find(uri: string, { words, before, signal }: Question): Promise<MessagePage> {
      return ask(insidePath.messages(uri, { search: words, limit: foundLimit, before }), { signal });
    },

    /** Has a message at hand, with what was said around it; tells the problem, if any. */
    reach: (uri: string, id: number) =>
      problemOf(async () => {
        const talk = state.world.value?.talks.get(uri);
        const hasIt = (messages: MessagePage['messages'] = []) => messages.some((known) => known.id === id);
        if (hasIt(talk?.elsewhere?.messages)) return;
        if (hasIt(talk?.messages)) return world.change((known) => leaveStretch(known, uri));
        await world.read(
          () => readAround({ ask }, uri, id),
          (known, stretch) => putStretch(known, uri, stretch),
        );
      }),

    /** Brings a message that is at hand into view. */
    show(id: number): void {
      state.spot.value = { id, isEditing: false };
    },
  };
}
