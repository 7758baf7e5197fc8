import { backoffMs } from '../../net/backoff.ts';
import type { LineStatus } from '../../net/transport/transport.ts';
import type { Message } from '../../net/wire.ts';
import { createImageShelf } from '../image-shelf.ts';
import { rehome, settle } from '../outbox/outbox.ts';
import type { Place } from '../path.ts';
import type { KeptPreferences } from '../preferences.ts';
import { type AccountDeps, createAccountActions } from '../session/account-actions.ts';
import type { FreshDeps } from '../session/keep-fresh.ts';
import type { FollowDeps } from '../world/follow-log.ts';
import { keepWorld } from '../world/keep-world.ts';
import { type ChatDeps, createChatActions } from './chat-actions.ts';
import { createMessageActions } from './message-actions.ts';
import type { PanelDeps } from './panel-deps.ts';
import { createPresenceActions } from './presence-actions.ts';

export interface ActionDeps
  extends AccountDeps,
    Omit<ChatDeps, 'world' | 'onStored'>,
    Omit<FollowDeps, 'api' | 'world' | 'panelDeps' | 'outbox' | 'renameMyself' | 'moveWritten'> {
  preferences: KeptPreferences;
  /** Fetches the code that follows the log. */
  loadFollowing(): Promise<(deps: FollowDeps, userId: number, signal: AbortSignal) => Promise<void>>;
  /** Cuts the wait for the next attempt short. */
  tryNow(): void;
}

export type Actions = ReturnType<typeof createActions>;

/** Everything that a person or the address bar can set off. Only what is behind here calls the API. */
export function createActions(given: ActionDeps) {
  const { state, outbox, drafts } = given;
  const account = createAccountActions(given);

  const onStored = (messages: readonly Message[]) => {
    // A look first: most messages are nobody's here, and the storage is slow.
    if (settle(state.outbox.value, messages) === state.outbox.value) return;
    outbox.change((waiting) => settle(waiting, messages));
  };
  const moveWritten = (from: string, to: string) => {
    outbox.change((waiting) => rehome(waiting, from, to));
    drafts.move(from, to);
  };
  /** Begins anew after a while, and says so. */
  const afterFault = async (error: unknown, times: number, end: AbortSignal) => {
    given.onFault(error);
    state.loading.value = 'lost';
    await given.pause(backoffMs({ failures: times + 1, retryAfterMs: null, random: given.random() }), {
      signal: end,
    });
  };
  const world = keepWorld({ state, onStored, afterFault });
  const deps = { ...given, world, onStored };
  const chats = createChatActions(deps);

  const panelDeps: PanelDeps = {
    ask: deps.api.ask,
    send: deps.api.send,
    state,
    world,
    account,
    outbox,
    images: createImageShelf(),
    preferences: deps.preferences,
    go: deps.go,
  };
  async function followLog(userId: number, signal: AbortSignal): Promise<void> {
    const onStatus = (line: LineStatus) => {
      state.loading.value = line;
    };
    const { renameMyself } = account;
    try {
      const follow = await deps.untilReached(deps.loadFollowing, { signal, onStatus });
      await follow({ ...deps, panelDeps, renameMyself, moveWritten }, userId, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  return {
    go: deps.go,
    panelDeps,
    tryNow: deps.tryNow,
    account,
    /** For the part of the page that only those see who have a token to keep. */
    freshDeps: { ...given, account, ask: given.api.ask } as FreshDeps,
    askToLogOut: () => account.askToLogOut('here', account.logOut),
    chats,
    messages: createMessageActions(deps),
    presence: createPresenceActions(deps),

    /** Follows the log for whoever is logged in, until the signal ends the session. */
    follow(userId: number, signal: AbortSignal): void {
      outbox.load(userId);
      drafts.load(userId);
      world.begin(userId);
      signal.addEventListener('abort', () => {
        world.end();
        state.feed.value = null;
      });
      void followLog(userId, signal);
      void chats.followChats(signal);
    },

    /** Loads what a place shows and follows it, until the signal ends the visit. */
    async visit(
      place: Place,
      { isLoggedIn, mayJoin }: { isLoggedIn: boolean; mayJoin: boolean },
      signal: AbortSignal,
    ): Promise<void> {
      state.loading.value = 'up';
      // Its talk is here only when the chat that one is in has just got this uri.
      const isInside = place.kind === 'chat' && state.world.value?.talks.has(place.uri);
      if (!isInside) state.visit.value = null;
      state.spot.value = null;
      if (place.kind !== 'chat') return;
      if (isLoggedIn) await chats.openChat(place.uri, mayJoin, signal);
      else await chats.loadPreview(place.uri, signal);
    },
  };
}
