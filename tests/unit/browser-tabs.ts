import { createExclusively } from '../../web/browser/exclusively.ts';
import type { Pause } from '../../web/browser/pause.ts';
import type { Storage } from '../../web/browser/storage.ts';
import type { Ask } from '../../web/net/ask.ts';
import { RequestFailure } from '../../web/net/failure.ts';
import type { UntilReached } from '../../web/net/until-reached.ts';
import type { User } from '../../web/net/wire.ts';
import { keepDrafts } from '../../web/store/outbox/kept-drafts.ts';
import { keepOutbox } from '../../web/store/outbox/kept-outbox.ts';
import { takeUpWritten } from '../../web/store/outbox/take-up-written.ts';
import { createAccountActions } from '../../web/store/session/account-actions.ts';
import { followSession } from '../../web/store/session/follow-session.ts';
import { type FreshDeps, keepFresh } from '../../web/store/session/keep-fresh.ts';
import { createSessionKeeper } from '../../web/store/session/kept-session.ts';
import { refreshToken } from '../../web/store/session/refresh-token.ts';
import { createUnendedTokens } from '../../web/store/session/unended-tokens.ts';
import { createState } from '../../web/store/state.ts';

const user = (id: number, display_name: string): User => ({
  id,
  username: display_name.toLowerCase(),
  first_name: '',
  last_name: '',
  display_name,
  avatar: 1,
  is_guest: false,
  is_bot: false,
});
export const [alice, bob] = [user(1, 'Alice'), user(2, 'Bob')] as const;
export const dayMs = 86_400_000;

/** Tries again for as long as the failure may pass. */
const untilReached: UntilReached = async (ask) => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof RequestFailure) || !error.isPassing) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
};

/** What the server does in a test. */
interface Answers {
  refresh?(): Promise<{ token: string; expires_at: string }>;
  endToken?(token: string): Promise<Response>;
}

const nobody = { token: '', user: alice };
const untilAborted: Pause = (_, { signal }) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

const unexpected = () => Promise.reject(new Error('Nothing is refreshed here.'));

/** One browser: its storage, its clock, and as many tabs as a test needs. Words between tabs come when the test says. */
export function createBrowser() {
  const kept = new Map<string, string>();
  const tabs: { hear(): void }[] = [];
  const exclusively = createExclusively(undefined);
  let nowMs = 100 * dayMs;

  function openTab({ refresh, endToken = async () => new Response() }: Answers = {}) {
    const storage: Storage = {
      read: (key) => JSON.parse(kept.get(key) ?? 'null'),
      write(key, value) {
        if (value === null) kept.delete(key);
        else kept.set(key, JSON.stringify(value));
        return true;
      },
      watch: () => {},
    };
    const keeper = createSessionKeeper(storage, () => nowMs);
    const state = createState({
      session: keeper.read(),
      end: keeper.readEnd(),
      path: '/chats/garden/',
      isOwnStep: true,
    });
    const outbox = keepOutbox(state, storage);
    const drafts = keepDrafts(state, storage);
    const send: Ask['send'] = (_, { token }) => endToken(token ?? '');
    const unended = createUnendedTokens(storage, { send, untilReached });
    const account = createAccountActions({
      state,
      keeper,
      unended,
      exclusively,
      now: () => nowMs,
      go: (path) => {
        state.path.value = path;
      },
    });
    followSession(state, (id) => (id === null ? null : takeUpWritten(id, { state, outbox, drafts })));
    tabs.push({ hear: account.followOtherTabs });
    const ask = (refresh ?? unexpected) as Ask['ask'];
    const deps = { state, keeper, unended, exclusively, ask, account };
    return {
      ...{ state, account, outbox, drafts, keeper, unended },
      refresh: async () => refreshToken(deps, state.session.value ?? nobody),
      /** Day after day, by code that comes when it comes. */
      keepFresh: (loadRefresh: FreshDeps['loadRefresh'], signal: AbortSignal) =>
        keepFresh({ ...deps, untilReached, now: () => nowMs, loadRefresh, pause: untilAborted }, signal),
    };
  }

  return {
    kept,
    openTab,
    pass: (ms: number) => {
      nowMs += ms;
    },
    tellTabs: () => {
      for (const tab of tabs) tab.hear();
    },
    logIn: (session: object) => kept.set('holdline.session', JSON.stringify(session)),
    draftsOf: (id: number) => kept.get(`holdline.drafts.${id}`) ?? '',
  };
}

export const token = (name: string, owner = alice) => ({ token: name, user: owner, takenAtMs: 100 * dayMs });
