import type { Api } from '../api.ts';
import { RequestFailure } from '../failure.ts';
import type { Session, User } from '../wire.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import type { KeptOutbox } from './kept-outbox.ts';
import type { SessionKeeper } from './kept-session.ts';
import { batch } from './signals.ts';
import type { Farewell, State } from './state.ts';

export interface AccountDeps {
  api: Api;
  state: State;
  keeper: SessionKeeper;
  outbox: KeptOutbox;
  drafts: KeptDrafts;
  go(path: string): void;
}

export type AccountActions = ReturnType<typeof createAccountActions>;

export function createAccountActions({ api, state, keeper, outbox, drafts, go }: AccountDeps) {
  /** While a token is traded for another: those that the server refused meanwhile. */
  let refused: string[] | null = null;

  function enter(session: Session): void {
    batch(() => {
      state.session.value = session;
      state.farewell.value = 'none';
    });
  }

  function forget(farewell: Farewell): void {
    batch(() => {
      state.lastUser.value = state.session.value?.user ?? null;
      state.session.value = null;
      state.broadcasts.value = [];
      state.farewell.value = farewell;
      // After an expiry the same person comes back, and finds what they were writing.
      if (farewell === 'expired') return;
      drafts.forget();
      outbox.forget();
    });
  }

  /** The session is over by one's own will; the server knows or will be told. */
  function leave(): void {
    keeper.keep(null);
    batch(() => {
      go('/');
      forget('loggedOut');
    });
  }

  /** The server no longer takes this token. An answer to one that was replaced since says nothing. */
  function expire(token: string): void {
    if (refused) refused.push(token);
    else if (state.session.value?.token === token) {
      keeper.keep(null);
      forget('expired');
    }
  }

  return {
    /** The own profile as the log tells of it. */
    renameMyself(user: User): void {
      const session = state.session.value;
      if (session?.user.id !== user.id) return;
      keeper.keep({ ...session, user });
      state.session.value = { ...session, user };
    },

    /**
     * Takes the token that is asked for, in place of ours if we have one. The server ends the old one a moment before we learn the new one: that is no
     * reason to show the way in.
     */
    async trade(ask: () => Promise<Session>): Promise<void> {
      refused = [];
      try {
        const { token, user } = await ask();
        keeper.keep({ token, user });
        enter({ token, user });
      } finally {
        const meanwhile = refused;
        refused = null;
        for (const token of meanwhile) expire(token);
      }
    },

    leave,

    /** At once here, whether or not the server can be told. */
    logOut(): void {
      const told = api.logOut().catch((error: unknown) => {
        if (!(error instanceof RequestFailure)) throw error;
      });
      leave();
      void told;
    },

    expire,

    /** Another tab logged in or out: this one follows. */
    followOtherTabs(): void {
      const session = keeper.read();
      if (session) enter(session);
      else if (state.session.value && !refused) forget('loggedOut');
    },
  };
}
