import type { Ask } from '../../net/ask.ts';
import { RequestFailure } from '../../net/failure.ts';
import { insidePath } from '../../net/inside-paths.ts';
import type { Session } from '../../net/wire.ts';
import type { AccountActions, AccountDeps } from './account-actions.ts';

export type RefreshDeps = Pick<AccountDeps, 'state' | 'keeper' | 'unended' | 'exclusively'> & {
  ask: Ask['ask'];
  account: Pick<AccountActions, 'followOtherTabs' | 'answerRefusal' | 'take'>;
};

interface Refreshed {
  token: string;
  expires_at: string;
}

/** Has this token of ours replaced by the next one. One tab does it for all: the others find it there. What is not ours any more stays as it is. */
export async function refreshToken(deps: RefreshDeps, before: Session): Promise<void> {
  const { state, keeper, unended, exclusively, ask, account } = deps;
  try {
    await exclusively(async () => {
      const kept = keeper.read();
      if (kept && kept.token !== before.token) return account.followOtherTabs();
      if (state.session.value?.token !== before.token) return;
      const body = { token: before.token };
      const next = await ask<Refreshed>(insidePath.freshToken, { method: 'POST', body, token: null });
      const session = state.session.value;
      // Logged out meanwhile: nobody has this one, and nobody is to have it.
      if (session?.token !== before.token) return unended.end(next.token);
      account.take({ ...next, user: session.user });
    });
  } catch (error) {
    // The API says so in a sentence; what a proxy says is no word on the token.
    const isOver = error instanceof RequestFailure && error.status === 400 && error.fields.non_field_errors;
    if (isOver) await account.answerRefusal(before);
    throw error;
  }
}
