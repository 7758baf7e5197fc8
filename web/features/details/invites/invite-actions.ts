import { panelPath } from '../../../net/panel-paths.ts';
import type { Invite, ListPage } from '../../../net/wire.ts';
import type { FeatureDeps } from '../../../store/actions/feature-deps.ts';
import { problemOf } from '../../../store/problem.ts';
import type { Problem } from '../../../words/en/problems.ts';

export interface InviteWish {
  /** Seconds from now; null: never. */
  expires_in: number | null;
  /** Null: any number. */
  max_uses: number | null;
  note: string;
}

/** Invites of a chat, for those who run it. The log does not tell of them. */
export function createInviteActions({ ask }: FeatureDeps) {
  return {
    /** The newest first. */
    readInvites: (uri: string, page: number, signal: AbortSignal) =>
      ask<ListPage<Invite>>(panelPath.chatInvites(uri, { page, page_size: 20 }), { signal }),

    makeInvite: (uri: string, wish: InviteWish): Promise<Problem | null> =>
      problemOf(() => ask(panelPath.chatInvites(uri), { method: 'POST', body: wish })),

    /** It lets nobody in any more, and is gone from the list. */
    withdrawInvite: (uri: string, id: string): Promise<Problem | null> =>
      problemOf(() => ask(panelPath.chatInvite(uri, id), { method: 'DELETE' })),
  };
}
