import type { Api } from '../../net/api.ts';
import { RequestFailure } from '../../net/failure.ts';
import type { Attempt, UntilReached } from '../../net/until-reached.ts';
import type { Chat, MessagePage } from '../../net/wire.ts';
import { chatPath } from '../path.ts';
import { problemOf } from '../problem.ts';
import type { Mark } from '../session/own-step.ts';
import type { Refusal, State, Visit } from '../state.ts';
import type { KeptWorld } from '../world/keep-world.ts';
import { dropTalk, putChats, putTalk } from '../world/world.ts';

/** 200 chats each: more than anybody looks through. */
const maxPages = 10;

export interface ChatDeps {
  api: Api;
  state: State;
  world: KeptWorld;
  untilReached: UntilReached;
  go(path: string): void;
  /** Writes it to the present entry of the history. */
  mark(mark: Mark): void;
  /** These are stored on the server. */
  onStored(messages: MessagePage['messages']): void;
}

export function createChatActions({ api, state, world, untilReached, go, mark, onStored }: ChatDeps) {
  const attempt = (signal: AbortSignal): Attempt => ({
    signal,
    onStatus: (status) => {
      state.loading.value = status;
    },
  });

  async function showRefusal(
    { uri, signal }: { uri: string; signal: AbortSignal },
    opening: () => Promise<void>,
  ): Promise<void> {
    try {
      await opening();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof RequestFailure)) throw error;
      state.visit.value = { stage: 'refused', uri, refusal: toRefusal(error, state.visit.value) };
    }
  }

  async function loadChats(signal: AbortSignal): Promise<Chat[]> {
    const chats: Chat[] = [];
    for (let page = 1; page <= maxPages; page++) {
      const { results, next } = await untilReached(() => api.myChats(page, signal), attempt(signal));
      chats.push(...results);
      if (next === null) break;
    }
    return chats;
  }

  async function loadTalk(uri: string, signal: AbortSignal) {
    const [chat, page] = await Promise.all([
      untilReached(() => api.chat(uri, signal), attempt(signal)),
      untilReached(() => api.messages(uri, { signal }), attempt(signal)),
    ]);
    if (!chat.is_member) throw new RequestFailure(403, 'not_a_member');
    onStored(page.messages);
    return { chat, page: { messages: page.messages, hasOlder: page.has_more } };
  }

  function markVisit(isOutside: boolean): void {
    const visitor = state.session.value?.user.id;
    if (visitor !== undefined) mark({ visitor, isOutside });
  }

  /** Tells and shows whether one is not in this chat. */
  async function staysOutside(uri: string, signal: AbortSignal): Promise<boolean> {
    const preview = await untilReached(() => api.chat(uri, signal), attempt(signal));
    if (preview.is_member) return false;
    markVisit(true);
    state.visit.value = { stage: 'outside', uri, preview, hasLeft: state.left.value.has(uri) };
    return true;
  }

  return {
    /** Loads my chats, and keeps the list true until the signal ends it. */
    async followChats(signal: AbortSignal): Promise<void> {
      await world.atEachStart(async () => {
        try {
          await world.read(() => loadChats(signal), putChats);
        } catch (error) {
          // A token that is refused has been dealt with where it was noticed.
          if (!(error instanceof RequestFailure) && !signal.aborted) throw error;
        }
      }, signal);
    },

    /** What someone who is not logged in may see of a chat. */
    async loadPreview(uri: string, signal: AbortSignal): Promise<void> {
      state.visit.value = { stage: 'opening', uri };
      await showRefusal({ uri, signal }, async () => {
        const preview = await untilReached(() => api.chat(uri, signal), attempt(signal));
        if (!preview.is_member) state.visit.value = { stage: 'invited', uri, preview };
      });
    },

    /** Loads a chat, joining it if that was asked for, and keeps it true until the signal ends it. */
    async openChat(uri: string, mayJoin: boolean, signal: AbortSignal): Promise<void> {
      // Open already: the chat that one is in has got this uri.
      const isInside = state.visit.value?.stage === 'open';
      if (!isInside) state.visit.value = { stage: 'opening', uri };
      signal.addEventListener('abort', () => world.change((known) => dropTalk(known, uri)));
      await showRefusal({ uri, signal }, async () => {
        if (!isInside && mayJoin) await untilReached(() => api.join(uri, signal), attempt(signal));
        else if (!isInside && (await staysOutside(uri, signal))) return;
        markVisit(false);
        await world.atEachStart(async () => {
          await world.read(
            () => loadTalk(uri, signal),
            (known, { chat, page }) => putTalk(known, chat, page),
          );
          if (signal.aborted || state.visit.value?.stage === 'open') return;
          state.visit.value = { stage: 'open', uri, isLoadingMore: false, isLeaving: false };
        }, signal);
      });
    },

    /** From outside, where one was shown that one is not in it. */
    join(): void {
      state.isOwnStep.value = true;
    },

    startChat: () =>
      problemOf(async () => {
        const { uri } = await api.startChat();
        go(chatPath(uri));
      }),
  };
}

const refusalsByCode: Record<string, Refusal> = {
  banned: 'banned',
  closed: 'closed',
  invite_only: 'invite',
  not_a_member: 'removed',
};

function toRefusal({ status, code }: RequestFailure, visit: Visit | null): Refusal {
  if (status === 404) return 'unknown';
  if (visit?.stage === 'open') return 'removed';
  return refusalsByCode[code] ?? 'refused';
}
