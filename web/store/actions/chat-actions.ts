import type { Api } from '../../net/api.ts';
import type { Ask } from '../../net/ask.ts';
import { RequestFailure } from '../../net/failure.ts';
import { insidePath } from '../../net/inside-paths.ts';
import type { Chat, ListPage, Message, MessagePage } from '../../net/wire.ts';
import type { Mark } from '../session/own-step.ts';
import type { State } from '../state.ts';
import type { KeptWorld } from '../world/keep-world.ts';
import { type Move, showMoves } from '../world/moves.ts';
import { dropTalk, putChats, putTalk, reachesTo, type World } from '../world/world.ts';
import type * as past from './past.ts';
import type { Visits } from './visits.ts';

/** 200 chats each: more than anybody looks through. */
const maxPages = 10;

export interface ChatDeps extends Pick<Ask, 'ask'> {
  api: Api;
  state: State;
  world: KeptWorld;
  visits: Visits;
  /** Writes it to the present entry of the history. */
  mark(mark: Mark): void;
  /** These are stored on the server. */
  onStored(messages: MessagePage['messages']): void;
  loadPast: LoadPast;
}

/** What was said before the newest messages. */
export type Past = typeof past;

/** Fetches what goes back to it. Rejects where `fetchPart` does. */
export type LoadPast = () => Promise<Past>;

export function createChatActions(deps: ChatDeps) {
  const { ask, api, state, world, visits, mark, onStored } = deps;
  const { reach, readChat, showRefusal } = visits;

  async function loadChats(signal: AbortSignal): Promise<Chat[]> {
    const chats: Chat[] = [];
    for (let page = 1; page <= maxPages; page++) {
      const { results, next } = await reach(() => api.myChats(page, signal), signal);
      chats.push(...results);
      if (next === null) break;
    }
    return chats;
  }

  /** None where the server's version has no such list: the chat opens all the same. */
  async function loadMoves(uri: string, signal: AbortSignal): Promise<readonly Move[]> {
    try {
      const asked = () => ask<{ events: readonly Move[] }>(insidePath.moves(uri), { signal });
      return (await reach(asked, signal)).events;
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      return [];
    }
  }

  async function loadLine(uri: string, lineId: number, signal: AbortSignal) {
    const { readAround, putStretch } = await deps.loadPast();
    const stretch = await readAround(deps, uri, lineId, signal);
    return (known: World) => putStretch(known, uri, stretch);
  }

  /** With more unread than the newest page holds one begins where they begin. */
  async function loadTalk(uri: string, signal: AbortSignal) {
    const [chat, page, moves] = await Promise.all([
      readChat(uri, signal),
      reach(() => api.messages(uri, { signal }), signal),
      loadMoves(uri, signal),
    ]);
    if (!chat.is_member) throw new RequestFailure(403, 'not_a_member');
    onStored(page.messages);
    const newest = { messages: page.messages, hasOlder: page.has_more };
    const lineId = chat.read_message_id;
    const isLineAtHand = chat.unread === 0 || reachesTo(newest, lineId);
    const showLine = isLineAtHand ? null : await reach(() => loadLine(uri, lineId, signal), signal);
    return { chat, moves, newest, showLine };
  }

  function markVisit(isOutside: boolean, name?: string): void {
    const visitor = state.session.value?.user.id;
    if (visitor !== undefined) mark({ visitor, isOutside, ...(name && { name }) });
  }

  /** Tells and shows whether one is not in this chat. */
  async function staysOutside(uri: string, signal: AbortSignal): Promise<boolean> {
    const preview = await readChat(uri, signal);
    if (preview.is_member) return false;
    markVisit(true);
    state.visit.value = { stage: 'outside', uri, preview, hasLeft: state.left.value.has(uri) };
    return true;
  }

  return {
    /** Loads my chats and what was told to everyone, and keeps the list true until the signal ends it. */
    async followChats(signal: AbortSignal): Promise<void> {
      await world.atEachStart(async () => {
        try {
          await world.read(() => loadChats(signal), putChats);
          const { results } = await ask<ListPage<Message>>(insidePath.broadcasts, { signal });
          state.broadcasts.value = [...results, ...state.broadcasts.value];
        } catch (error) {
          // A token that is refused has been dealt with where it was noticed.
          if (!(error instanceof RequestFailure) && !signal.aborted) throw error;
        }
      }, signal);
    },

    /** Loads a chat, joining it if that was asked for, and keeps it true until the signal ends it. */
    async openChat(uri: string, mayJoin: boolean, signal: AbortSignal): Promise<void> {
      // Open already: the chat that one is in has got this uri.
      const isInside = state.visit.value?.stage === 'open';
      if (!isInside) state.visit.value = { stage: 'opening', uri };
      signal.addEventListener('abort', () => world.change((known) => dropTalk(known, uri)));
      await showRefusal(uri, signal, async () => {
        if (!isInside && mayJoin) await reach(() => api.join(uri, signal), signal);
        else if (!isInside && (await staysOutside(uri, signal))) return;
        markVisit(false);
        await world.atEachStart(async () => {
          await world.read(
            () => loadTalk(uri, signal),
            (known, { chat, moves, newest, showLine }) => {
              const opened = showMoves(putTalk(known, chat, newest), uri, moves);
              return showLine?.(opened) ?? opened;
            },
          );
          if (signal.aborted || state.visit.value?.stage === 'open') return;
          state.visit.value = { stage: 'open', uri, isLoadingMore: false, isLeaving: false };
        }, signal);
      });
    },

    /** Keeps what the open chat is called with its address, for a reload without a line. */
    keepName: (name: string): void => markVisit(false, name),

    /** From outside, where one was shown that one is not in it. */
    join(): void {
      state.isOwnStep.value = true;
    },
  };
}
