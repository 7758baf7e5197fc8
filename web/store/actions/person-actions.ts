import { panelPath } from '../../net/panel-paths.ts';
import { pagePath } from '../../net/paths.ts';
import type { Chat } from '../../net/wire.ts';
import type { Problem } from '../../words/en/problems.ts';
import { problemOf } from '../problem.ts';
import { putChat } from '../world/world.ts';
import type { FeatureDeps } from './feature-deps.ts';

/** What one can do about somebody, wherever one meets them. Each tells the problem, if any. */
export function createPersonActions({ ask, world, go }: FeatureDeps) {
  return {
    /** Goes to the one private chat with this person, which is made when there is none yet. */
    openDirect: (username: string): Promise<Problem | null> =>
      problemOf(async () => {
        const body = { username };
        const chat = await ask<Chat & { members: unknown }>(panelPath.directs, { method: 'POST', body });
        const { members: _members, ...listed } = chat;
        world.change((known) => (known.chats.has(chat.uri) ? known : putChat(known, listed)));
        go(pagePath.chat(chat.uri));
      }),

    /** Nothing private from them any more; the settings have the list. */
    block: (username: string): Promise<Problem | null> =>
      problemOf(() => ask(panelPath.block(username), { method: 'PUT' })),

    liftBlock: (username: string): Promise<Problem | null> =>
      problemOf(() => ask(panelPath.block(username), { method: 'DELETE' })),
  };
}
