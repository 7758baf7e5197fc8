import { backoffMs } from '../../net/backoff.ts';
import type { Feed, FeedListener } from '../../net/transport/feed.ts';
import type { Message } from '../../net/wire.ts';
import { followAddress } from '../follow-address.ts';
import { createImageShelf } from '../image-shelf.ts';
import type { Layers } from '../layers.ts';
import type { KeptDrafts } from '../outbox/kept-drafts.ts';
import { type Outgoing, rehome, settle } from '../outbox/outbox.ts';
import { takeUpWritten } from '../outbox/take-up-written.ts';
import type { KeptPreferences } from '../preferences.ts';
import { type FreshDeps, keepFresh } from '../session/keep-fresh.ts';
import { type ExpiringDeps, expireWhenAsked } from '../world/expire-when-asked.ts';
import { type FollowDeps, followLog } from '../world/follow-log.ts';
import { keepWorld } from '../world/keep-world.ts';
import type { Actions } from './actions.ts';
import { type ChatDeps, createChatActions } from './chat-actions.ts';
import type { FeatureDeps } from './feature-deps.ts';
import { createMessageActions } from './message-actions.ts';
import { createPresenceActions } from './presence-actions.ts';

export interface InsideDeps
  extends Omit<ChatDeps, 'ask' | 'world' | 'onStored'>,
    Omit<FollowDeps, 'api' | 'world' | 'featureDeps' | 'renameMyself' | 'moveWritten'>,
    Omit<FreshDeps, 'account' | 'ask'>,
    Pick<ExpiringDeps, 'loadExpiries' | 'wakeups'> {
  actions: Actions;
  drafts: KeptDrafts;
  preferences: KeptPreferences;
  layers: Layers;
  /** Fetches what lets go of an image that is stored. */
  loadImageDropper(): Promise<(deps: Pick<FeatureDeps, 'images'>, outgoing: Outgoing) => void>;
  openFeed(listener: FeedListener): Feed;
}

export type InsideActions = ReturnType<typeof createInsideActions>;

/** What only those who are logged in can set off, and what goes on while they are. */
export function createInsideActions(given: InsideDeps) {
  const { state, outbox, drafts, preferences, layers, actions } = given;
  const { ask, send, account, go } = actions;

  const onStored = (messages: readonly Message[]) => {
    // A look first: most messages are nobody's here, and the storage is slow.
    const before = state.outbox.value;
    const left = settle(before, messages);
    if (left === before) return;
    outbox.change((waiting) => settle(waiting, messages));
    for (const settled of before) if (settled.image && !left.includes(settled)) void dropImages(settled);
  };
  /** Nobody need be sending it: what sends is fetched when something waits, and may find it stored by then. */
  const dropImages = async (settled: Outgoing) => {
    const drop = await given.loadImageDropper().catch(() => null);
    drop?.({ images }, settled);
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
  const images = createImageShelf();
  const featureDeps: FeatureDeps = { ask, send, state, world, account, outbox, images, preferences, go };
  const deps = { ...given, ask, account, go, world, onStored, featureDeps, moveWritten };
  const chats = createChatActions(deps);

  async function follow(userId: number, signal: AbortSignal): Promise<void> {
    const { renameMyself } = account;
    try {
      await followLog({ ...deps, renameMyself }, given.openFeed, { userId, signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  return {
    featureDeps,
    preferences,
    layers,
    chats,
    messages: createMessageActions(deps),
    presence: createPresenceActions(deps),

    /** Follows the log and the address bar as this person, until the function that it returns is called. */
    enter(userId: number): () => void {
      const session = new AbortController();
      const putAway = takeUpWritten(userId, deps);
      world.begin(userId);
      void follow(userId, session.signal);
      void chats.followChats(session.signal);
      void keepFresh(deps, session.signal);
      void expireWhenAsked(deps, session.signal);
      const endVisits = followAddress(state, chats.openChat);
      return () => {
        endVisits();
        session.abort();
        world.end();
        state.feed.value = null;
        putAway();
      };
    },
  };
}
