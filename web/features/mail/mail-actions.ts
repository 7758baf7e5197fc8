import { useMemo } from 'preact/hooks';
import { RequestFailure } from '../../net/failure.ts';
import { apiPath, type MailCall } from '../../net/paths.ts';
import type { Actions } from '../../store/actions/actions.ts';
import { useStore } from '../../store/context.ts';
import { problemOf, toProblem } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';

/** What the link of a mail holds, under the server's names. */
export interface Link {
  uid: string;
  token: string;
}

/** What came of opening one: done, or the link is good for nothing any more. */
export type Opened = 'done' | 'over' | Problem;

export function useMailActions() {
  const { actions } = useStore();
  return useMemo(() => createMailActions(actions), [actions]);
}

function createMailActions({ ask }: Actions) {
  const post = (call: MailCall, body: object) =>
    ask(apiPath.byMail(call), { method: 'POST', body, token: null });
  return {
    /** Nobody learns whether there was anybody to send one to. */
    askForNewPassword: (email: string) => problemOf(() => post('reset_password', { email })),

    choosePassword: (link: Link, password: string) =>
      openedBy(() => post('reset_password_confirm', { ...link, new_password: password })),

    /** To have confirmed it already is as good. */
    confirmEmail: (link: Link) => openedBy(() => post('activation', link), 'stale_token'),
  };
}

async function openedBy(asked: () => Promise<unknown>, asGoodAsDone?: string): Promise<Opened> {
  try {
    await asked();
    return 'done';
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    if (asGoodAsDone !== undefined && error.code === asGoodAsDone) return 'done';
    return error.fields.token ? 'over' : toProblem(error);
  }
}
