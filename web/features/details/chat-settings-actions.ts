import type { Chat, ListPage, User } from '../../net/wire.ts';
import type { PanelDeps } from '../../store/actions/panel-deps.ts';
import { chatApi } from '../../store/chat-api.ts';
import { type Problem, problemOf } from '../../store/problem.ts';
import { changeVisit } from '../../store/state.ts';
import { changeChat, dropChat } from '../../store/world/world.ts';

/** What changes a chat as a whole, and the ways out of it. */
export function createChatSettingsActions({ ask, state, world, go }: PanelDeps) {
  /** Being out is then no surprise, and no refusal. */
  async function goOut(uri: string, leave: () => Promise<unknown>): Promise<void> {
    changeVisit(state, uri, { isLeaving: true });
    try {
      await leave();
      state.left.value = new Set(state.left.value).add(uri);
      world.change((known) => dropChat(known, uri));
      if (state.visit.value?.uri === uri) go('/');
    } finally {
      changeVisit(state, uri, { isLeaving: false });
    }
  }

  return {
    change: (uri: string, change: Partial<Pick<Chat, 'name' | 'join_policy'>>): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () => ask<Chat>(chatApi(uri), { method: 'PATCH', body: change }),
          (known, { name, join_policy }) => changeChat(known, uri, () => ({ name, join_policy })),
        ),
      ),

    /** The log tells everyone inside of the new address, this page as well. */
    rotate: (uri: string): Promise<Problem | null> =>
      problemOf(() => ask(chatApi(uri, 'rotate'), { method: 'POST' })),

    leave: (uri: string): Promise<Problem | null> =>
      problemOf(async () => {
        const username = state.session.value?.user.username;
        if (username === undefined) return;
        await goOut(uri, () => ask(chatApi(uri, 'members', username), { method: 'DELETE' }));
      }),

    /** The chat and all that was said is gone, for everyone. */
    end: (uri: string): Promise<Problem | null> =>
      problemOf(() => goOut(uri, () => ask(chatApi(uri), { method: 'DELETE' }))),

    /** Whom a moderator keeps out; the longest-standing bans first. */
    readBans: (uri: string, page: number, signal: AbortSignal) =>
      ask<ListPage<User>>(`${chatApi(uri, 'bans')}?page=${page}`, { signal }),

    liftBan: (uri: string, username: string): Promise<Problem | null> =>
      problemOf(() => ask(chatApi(uri, 'bans', username), { method: 'DELETE' })),
  };
}
