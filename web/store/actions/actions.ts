import type { Ask } from '../../net/ask.ts';
import { apiPath, pagePath } from '../../net/paths.ts';
import type { Chat } from '../../net/wire.ts';
import { problemOf } from '../problem.ts';
import type { AccountActions } from '../session/account-actions.ts';

export interface ActionDeps extends Ask {
  account: AccountActions;
  /** Unless `mayJoin` is false, a chat there is joined. */
  go(path: string, mayJoin?: boolean): void;
  /** Cuts the wait for the next attempt short. */
  tryNow(): void;
}

export type Actions = ReturnType<typeof createActions>;

/** What anyone can set off on any page; `useInside` has what those can who are logged in. */
export function createActions(deps: ActionDeps) {
  const { ask, account, go } = deps;
  return {
    ...deps,
    askToLogOut: () => account.askToLogOut('here', account.logOut),

    startChat: () =>
      problemOf(async () => {
        const { uri } = await ask<Chat>(apiPath.chats, { method: 'POST' });
        go(pagePath.chat(uri));
      }),
  };
}
