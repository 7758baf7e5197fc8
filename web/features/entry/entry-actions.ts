import { useMemo } from 'preact/hooks';
import { RequestFailure } from '../../net/failure.ts';
import { apiPath, pagePath } from '../../net/paths.ts';
import type { Preview, Session, User } from '../../net/wire.ts';
import type { Actions } from '../../store/actions/actions.ts';
import { useStore } from '../../store/context.ts';
import { problemOf, toProblem } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';

export interface Credentials {
  username: string;
  password: string;
}

/** What may be said of a chat by whoever does not know its link: of an invite that is what one gets by joining. */
export type Unlinked = Omit<Preview, 'uri'>;

/** What an invite's code leads to. */
export interface Invite {
  note: string;
  chat: Unlinked;
}

/** Why an invite lets this person in no more: `deadEndWords.why` has a sentence for each. */
const overs = [
  'invite_expired',
  'invite_used_up',
  'invite_withdrawn',
  'invite_unknown',
  'banned',
  'closed',
] as const;

type Failed = { kind: 'over'; over: (typeof overs)[number] } | { kind: 'failed'; problem: Problem };
export type Look = { kind: 'found'; invite: Invite } | Failed;

export function useEntryActions() {
  const { actions } = useStore();
  return useMemo(() => createEntryActions(actions), [actions]);
}

function createEntryActions({ ask, account, go }: Actions) {
  return {
    signUp: (credentials: Credentials) =>
      problemOf(() => ask<User>(apiPath.users, { method: 'POST', body: credentials })),

    logIn: (credentials: Credentials) =>
      problemOf(() =>
        account.trade(() => ask<Session>(apiPath.tokens, { method: 'POST', body: credentials, token: null })),
      ),

    /** In with nothing but a name. */
    enterAsGuest: (nickname: string) =>
      problemOf(() =>
        account.trade(() =>
          ask<Session>(apiPath.guests, { method: 'POST', body: { nickname }, token: null }),
        ),
      ),

    /** What the code leads to, without using it. */
    lookAtInvite: (code: string, signal: AbortSignal): Promise<Look> =>
      overOf(ask<Invite>(apiPath.invite(code), { signal }).then((invite) => ({ kind: 'found', invite }))),

    /** Joins, and goes to the chat: then there is nothing left to show. */
    acceptInvite: (code: string): Promise<Failed | null> =>
      overOf(
        ask<{ uri: string }>(apiPath.inviteAcceptance(code), { method: 'POST' }).then(({ uri }) => {
          go(pagePath.chat(uri));
          return null;
        }),
      ),
  };
}

/** Tells apart what no repetition mends. The signal's reason, and whatever is a bug, is thrown on. */
async function overOf<Found>(asked: Promise<Found>): Promise<Found | Failed> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    const code = error.status === 404 ? 'invite_unknown' : error.code;
    const over = overs.find((known) => known === code);
    return over ? { kind: 'over', over } : { kind: 'failed', problem: toProblem(error) };
  }
}
