import { RequestFailure } from '../../net/failure.ts';
import { apiPath, pagePath } from '../../net/paths.ts';
import type { Chat, Person } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import { putChat } from '../../store/world/world.ts';

export interface Directory {
  people: readonly Person[];
  /** Of all that match. */
  count: number;
}

export function createPeopleActions({ ask, world, go }: FeatureDeps) {
  return {
    /** Whoever's name has this text in it, at most fifty of them. Null: this server shows nobody its people. */
    async search(text: string, signal: AbortSignal): Promise<Directory | null> {
      try {
        const { results, count } = await ask<{ results: Person[]; count: number }>(apiPath.people(text), {
          signal,
        });
        return { people: results, count };
      } catch (error) {
        if (error instanceof RequestFailure && error.status === 404) return null;
        throw error;
      }
    },

    /** Goes to the one private chat with this person, which is made when there is none yet. */
    openDirect: (username: string) =>
      problemOf(async () => {
        const body = { username };
        const chat = await ask<Chat & { members: unknown }>(apiPath.directs, { method: 'POST', body });
        const { members: _members, ...listed } = chat;
        world.change((known) => (known.chats.has(chat.uri) ? known : putChat(known, listed)));
        go(pagePath.chat(chat.uri));
      }),
  };
}
