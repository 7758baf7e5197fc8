import { panelPath } from '../../net/panel-paths.ts';
import { apiPath, pagePath } from '../../net/paths.ts';
import type { Chat, ListPage, User } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import { changeVisit } from '../../store/state.ts';
import { changeChat, dropChat } from '../../store/world/world.ts';
import type { Problem } from '../../words/en/problems.ts';

/** What changes a chat as a whole, and the ways out of it. */
export function createChatSettingsActions({ ask, state, world, go }: FeatureDeps) {
  /** Being out is then no surprise, and no refusal. */
  async function goOut(uri: string, leave: () => Promise<unknown>): Promise<void> {
    changeVisit(state, uri, { isLeaving: true });
    try {
      await leave();
      state.left.value = new Set(state.left.value).add(uri);
      world.change((known) => dropChat(known, uri));
      if (state.visit.value?.uri === uri) go(pagePath.home);
    } finally {
      changeVisit(state, uri, { isLeaving: false });
    }
  }

  return {
    change: (
      uri: string,
      change: Partial<Pick<Chat, 'name' | 'topic' | 'join_policy' | 'disappear_after'>>,
    ): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () => ask<Chat>(apiPath.chat(uri), { method: 'PATCH', body: change }),
          (known, { name, topic, join_policy, disappear_after }) =>
            changeChat(known, uri, () => ({ name, topic, join_policy, disappear_after })),
        ),
      ),

    /** What of the chat is to draw one's attention; nobody else learns it. */
    notifyOf: (uri: string, notify: Chat['notify']): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () => ask<Pick<Chat, 'notify'>>(panelPath.notify(uri), { method: 'PUT', body: { notify } }),
          (known, kept) => changeChat(known, uri, () => kept),
        ),
      ),

    /** The log tells everyone inside of the new address, this page as well. */
    rotate: (uri: string): Promise<Problem | null> =>
      problemOf(() => ask(panelPath.newLink(uri), { method: 'POST' })),

    leave: (uri: string): Promise<Problem | null> =>
      problemOf(async () => {
        const username = state.session.value?.user.username;
        if (username === undefined) return;
        await goOut(uri, () => ask(panelPath.member(uri, username), { method: 'DELETE' }));
      }),

    /** The chat and all that was said is gone, for everyone. */
    end: (uri: string): Promise<Problem | null> =>
      problemOf(() => goOut(uri, () => ask(apiPath.chat(uri), { method: 'DELETE' }))),

    /** Whom a moderator keeps out; the longest-standing bans first. */
    readBans: (uri: string, page: number, signal: AbortSignal) =>
      ask<ListPage<User>>(panelPath.bans(uri, page), { signal }),

    liftBan: (uri: string, username: string): Promise<Problem | null> =>
      problemOf(() => ask(panelPath.ban(uri, username), { method: 'DELETE' })),
  };
}
