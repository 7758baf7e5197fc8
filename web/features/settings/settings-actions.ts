import { panelPath } from '../../net/panel-paths.ts';
import { apiPath } from '../../net/paths.ts';
import type { Block, ListPage, Profile, Session } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import { renameUser, userFields } from '../../store/world/members.ts';
import type { Problem } from '../../words/en/problems.ts';

export interface ProfileChange {
  display_name?: string;
  avatar?: number;
  email?: string;
  read_receipts?: boolean;
  /** With another address, where the server sends e-mail. */
  current_password?: string;
}

export interface Upgrade {
  username: string;
  password: string;
}

/** What one may change about oneself (contract, section 2). */
export function createSettingsActions({ ask, world, account }: FeatureDeps) {
  return {
    /**
     * One's own profile, the only place where the e-mail address stands. The name and the picture may have been changed on
     * another device while this page was closed.
     */
    async loadProfile(signal: AbortSignal, show: (profile: Profile) => void): Promise<Problem | null> {
      const problem = await problemOf(async () => {
        const profile = await ask<Profile>(panelPath.me, { signal });
        if (signal.aborted) return;
        account.renameMyself(userFields(profile));
        show(profile);
      }).catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      });
      return problem;
    },

    /** Everybody else learns it by the log; here it shows at once. */
    changeProfile: (change: ProfileChange, show: (profile: Profile) => void) =>
      problemOf(async () => {
        const profile = await ask<Profile>(panelPath.me, { method: 'PATCH', body: change });
        account.renameMyself(userFields(profile));
        world.change((known) => renameUser(known, profile));
        show(profile);
      }),

    sendConfirmation: () => problemOf(() => ask(apiPath.byMail('resend_activation'), { method: 'POST' })),

    /** Every other token of this person stops working; this one goes on. */
    changePassword: (current: string, next: string) =>
      problemOf(() =>
        ask(panelPath.password, { method: 'POST', body: { current_password: current, new_password: next } }),
      ),

    /** A guest becomes an account, with another token for the same person. */
    upgrade: (upgrade: Upgrade) =>
      problemOf(() =>
        account.trade((token) =>
          ask<Session>(panelPath.guestUpgrade, { method: 'POST', body: upgrade, token }),
        ),
      ),

    readBlocks: (page: number, signal: AbortSignal) =>
      ask<ListPage<Block>>(panelPath.blocks({ page }), { signal }).then((list) => ({
        ...list,
        results: list.results.map(({ user }) => user),
      })),

    logOutEverywhere: () =>
      problemOf(() =>
        account.leaveBy('loggedOut', (token) =>
          ask(apiPath.tokenEnd, { method: 'POST', body: { all: true }, token }),
        ),
      ),

    /** A guest has no password to prove. */
    deleteAccount: (password: string | null) =>
      problemOf(() => {
        const body = password === null ? {} : { current_password: password };
        return account.leaveBy('deleted', (token) => ask(panelPath.me, { method: 'DELETE', body, token }));
      }),
  };
}
