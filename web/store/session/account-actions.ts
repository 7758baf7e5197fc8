import { batch } from '@preact/signals-core';
import type { Exclusively } from '../../browser/exclusively.ts';
import { RequestFailure } from '../../net/failure.ts';
import { pagePath } from '../../net/paths.ts';
import type { Session, User } from '../../net/wire.ts';
import type { State } from '../state.ts';
import type { Ending, KeptSession, SessionKeeper } from './kept-session.ts';
import type { UnendedTokens } from './unended-tokens.ts';

export interface AccountDeps {
  state: State;
  keeper: SessionKeeper;
  unended: UnendedTokens;
  exclusively: Exclusively;
  /** Unix milliseconds. */
  now(): number;
  go(path: string): void;
}

export type AccountActions = ReturnType<typeof createAccountActions>;

/** Who may end a session by what they ask: with this token, or with none. */
type AskWith<Answer> = (token: string | null) => Promise<Answer>;

export function createAccountActions(deps: AccountDeps) {
  const { state, keeper, unended, exclusively, now, go } = deps;

  /** `isOwnStep`: this tab was asked for it. */
  function enter(session: KeptSession, isOwnStep: boolean): void {
    batch(() => {
      if (state.session.value?.user.id !== session.user.id) state.isOwnStep.value = isOwnStep;
      state.session.value = session;
      state.farewell.value = 'none';
    });
  }

  function forget(ending: Ending): void {
    batch(() => {
      state.lastUser.value = state.session.value?.user ?? null;
      state.session.value = null;
      state.broadcasts.value = [];
      state.leaving.value = null;
      state.left.value = new Set();
      state.farewell.value = ending;
    });
  }

  /** By one's own will: nothing of it stays on this device. */
  function leave(ending: 'loggedOut' | 'deleted'): void {
    keeper.end({ ending, user: null });
    batch(() => {
      go(pagePath.home);
      forget(ending);
    });
  }

  /** What another tab wrote: another token, someone else's session, or why there is none. */
  function followOtherTabs(): void {
    const kept = keeper.read();
    if (kept) enter(kept, false);
    else if (state.session.value) forget(keeper.readEnd()?.ending ?? 'loggedOut');
  }

  /**
   * The server no longer takes the token that this was asked with. The session to ask again with, when there is a newer
   * token of the same person; else null, and that one's session is over if it was still ours.
   */
  function answerRefusal(sent: Session): Promise<Session | null> {
    return exclusively(async () => {
      const kept = keeper.read();
      if (kept ? kept.token !== sent.token : keeper.readEnd()) followOtherTabs();
      const session = state.session.value;
      if (session?.user.id !== sent.user.id) return null;
      if (session.token !== sent.token) return session;
      const isPast = Date.parse(session.expires_at ?? '') <= now();
      const ending = isPast ? 'expired' : 'endedElsewhere';
      keeper.end({ ending, user: session.user });
      forget(ending);
      return null;
    });
  }

  /**
   * Asks for what replaces or ends our token. What the server refuses meanwhile is judged afterwards: it ends the old token
   * a moment before we learn the new one, which is no reason to show the way in.
   */
  async function decide<Answer>(ask: AskWith<Answer>, put: (answer: Answer) => void): Promise<void> {
    let sent: Session | null = null;
    try {
      await exclusively(async () => {
        sent = state.session.value;
        put(await ask(sent?.token ?? null));
      });
    } catch (error) {
      if (error instanceof RequestFailure && error.status === 401 && sent) await answerRefusal(sent);
      throw error;
    }
  }

  /** Another tab may have a newer token than this one knows of. */
  function newest(session: KeptSession): KeptSession {
    const kept = keeper.read();
    return kept?.user.id === session.user.id ? kept : session;
  }

  /** This one is ours from now on, in all tabs. */
  function take({ token, user, expires_at }: Session): void {
    const session = { token, user, expires_at, takenAtMs: now() };
    keeper.keep(session);
    enter(session, true);
  }

  return {
    followOtherTabs,
    answerRefusal,
    take,

    /** The own profile as the log tells of it. */
    renameMyself(user: User): void {
      const session = state.session.value;
      if (session?.user.id !== user.id) return;
      const renamed = { ...newest(session), user };
      keeper.keep(renamed);
      state.session.value = renamed;
    },

    /** Takes the token that is asked for, in place of ours if we have one. */
    trade: (ask: AskWith<Session>) => decide(ask, take),

    /** At once here, whether or not the server can be told. */
    logOut(): void {
      const session = state.session.value;
      const token = session && newest(session).token;
      leave('loggedOut');
      if (token !== null) unended.end(token);
    },

    /** Logs out, after a question where something would be lost for good. */
    askToLogOut(where: 'here' | 'everywhere', goOn: () => void): void {
      const isLosing = state.session.value?.user.is_guest || state.outbox.value.length > 0;
      if (isLosing) state.leaving.value = where;
      else goOn();
    },

    /** Does what ends all tokens of this person, and leaves. */
    leaveBy: (ending: 'loggedOut' | 'deleted', ask: AskWith<unknown>) => decide(ask, () => leave(ending)),
  };
}
