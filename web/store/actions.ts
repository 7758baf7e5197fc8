import type { Feed, FeedListener } from '../transport/feed.ts';
import type { FeedEvent, Message } from '../wire.ts';
import { type AccountDeps, createAccountActions } from './account-actions.ts';
import { type ChatDeps, createChatActions } from './chat-actions.ts';
import { createImageShelf } from './image-shelf.ts';
import type { FreshDeps } from './keep-fresh.ts';
import { keepWorld } from './keep-world.ts';
import { createMessageActions } from './message-actions.ts';
import { nextToSend, type Outgoing, rehome, settle } from './outbox.ts';
import { onOwnEvent } from './own-events.ts';
import type { PanelDeps } from './panel-deps.ts';
import type { Place } from './path.ts';
import type { KeptPreferences } from './preferences.ts';
import { createPresenceActions } from './presence-actions.ts';
import { type Lane, type SenderDeps, sendOutbox } from './send-outbox.ts';

export interface ActionDeps
  extends AccountDeps,
    Omit<ChatDeps, 'world' | 'onStored'>,
    Omit<SenderDeps, 'world'> {
  preferences: KeptPreferences;
  /** Fetches the code that sends messages with an image. */
  loadImageSender(): Promise<SendImage>;
  openFeed(listener: FeedListener): Feed;
  /** The log told of it; `isLeading`: to this tab first. */
  onHeard(event: FeedEvent, isLeading: boolean): void;
  /** To an address that takes the place of the present one. */
  replacePath(path: string): void;
  /** Cuts the wait for the next attempt short. */
  tryNow(): void;
}

export type SendImage = (deps: PanelDeps, outgoing: Outgoing, signal: AbortSignal) => Promise<Message | null>;

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
  const onEvent = onOwnEvent({ ...given, renameMyself: account.renameMyself, moveWritten });
  const world = keepWorld({ state, onStored, onEvent });
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
  const lanes: Lane[] = [
    {
      next: (waiting) => nextToSend(waiting, false),
      send: (outgoing) => deps.api.sendMessage(outgoing.uri, outgoing),
    },
    {
      next: (waiting) => nextToSend(waiting, true),
      send: async (outgoing, signal) => (await deps.loadImageSender())(panelDeps, outgoing, signal),
    },
  ];

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
      let isLeading = false;
      const feed = deps.openFeed({
        name: `holdline.feed.${userId}`,
        onNews: (news) => {
          world.receive(news);
          for (const event of news.events) deps.onHeard(event, isLeading);
        },
        onStatus: (status) => {
          state.feed.value = status;
        },
        onLead: (leading) => {
          isLeading = true;
          leading.addEventListener('abort', () => {
            isLeading = false;
          });
          for (const lane of lanes) void sendOutbox(deps, lane, leading);
        },
        signal,
      });
      void feed.run();
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
