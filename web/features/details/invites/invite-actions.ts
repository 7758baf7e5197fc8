import type { Invite, ListPage } from '../../../net/wire.ts';
import type { PanelDeps } from '../../../store/actions/panel-deps.ts';
import { chatApi } from '../../../store/chat-api.ts';
import { type Problem, problemOf } from '../../../store/problem.ts';

export interface InviteWish {
  /** Seconds from now; null: never. */
  expires_in: number | null;
  /** Null: any number. */
  max_uses: number | null;
  note: string;
}

/** Invites of a chat, for those who run it. The log does not tell of them. */
export function createInviteActions({ ask }: PanelDeps) {
  return {
    /** The newest first. */
    readInvites: (uri: string, page: number, signal: AbortSignal) =>
      ask<ListPage<Invite>>(`${chatApi(uri, 'invites')}?page=${page}&page_size=20`, { signal }),

    makeInvite: (uri: string, wish: InviteWish): Promise<Problem | null> =>
      problemOf(() => ask(chatApi(uri, 'invites'), { method: 'POST', body: wish })),

    /** It lets nobody in any more, and is gone from the list. */
    withdrawInvite: (uri: string, id: string): Promise<Problem | null> =>
      problemOf(() => ask(chatApi(uri, 'invites', id), { method: 'DELETE' })),
  };
}
