import { createClientId } from '../browser/client-id.ts';
import { browserTimer, createPause } from '../browser/pause.ts';
import { wakeup } from '../browser/wakeups.ts';
import { type Api, createApi, type Sending } from './api.ts';
import { createAsk } from './ask.ts';
import { RequestFailure } from './failure.ts';
import { askStream } from './transport/ask-stream.ts';
import { Feed, type FeedOptions } from './transport/feed.ts';
import { createInterval } from './transport/interval.ts';
import { createLongPoll } from './transport/long-poll.ts';
import { createStream } from './transport/stream.ts';
import { createUntilReached } from './until-reached.ts';
import type { FeedEvent, FeedPage, Message } from './wire.ts';

export type { FeedEvent, FeedPage, Message };
export { RequestFailure };

export interface ClientOptions {
  /** Where the server is, as `https://chat.example`. */
  url: string;
  /** Of an account or a guest (contract, section 2). */
  token: string;
  /** In place of the global one. */
  fetch?: typeof fetch;
}

export interface Saying {
  to?: Sending['to'];
  replyTo?: Sending['replyTo'];
  signal?: AbortSignal;
}

export interface Following {
  signal: AbortSignal;
  /**
   * Called before the first events, and again whenever some may have been passed over (the cursor was pruned, or the database is
   * another): what is known of the chat is to be read anew. Nothing is lost between that reading and the events.
   */
  onFresh?(): void;
  /** Who is there and who types, by chat, where it changed. */
  onState?(state: FeedPage['state']): void;
}

export type Client = ReturnType<typeof createClient>;

/**
 * What a program needs to talk: the API, an outbox and the ladder, the very ones of the page (contract, section 6). Runs wherever there is
 * `fetch`: Node 20 and later, Deno, Bun, workers.
 */
export function createClient({ url, token, fetch = globalThis.fetch }: ClientOptions) {
  const fetchThere: typeof fetch = (path, init) => fetch(new URL(String(path), url), init);
  const ask = createAsk({
    fetch: fetchThere,
    session: () => ({ token }),
    onTokenRefused: async () => null,
  });
  const api = createApi(ask, createClientId());
  /** As soon as polls get through, so does what waits to be sent. */
  const line = new EventTarget();
  const pause = createPause(browserTimer, line);
  const untilReached = createUntilReached({ pause, random: Math.random });
  const forever = new AbortController().signal;
  let sending: Promise<unknown> = Promise.resolve();

  return {
    api,
    /** Any other endpoint: the JSON that it answers with. Throws RequestFailure. */
    ask: ask.ask,

    /**
     * Says something, once: tried again under the same key while the line is down or the server busy, and after all that was said before.
     * Rejects with RequestFailure where the server refuses it, or with the signal's reason. `replyTo`: the id of the message that it answers.
     */
    say(
      chat: string,
      text: string,
      { to = null, replyTo = null, signal = forever }: Saying = {},
    ): Promise<Message> {
      const what = { text, to, replyTo, clientId: createClientId() };
      const said = sending.then(() =>
        untilReached(() => api.sendMessage(chat, what), { signal, onStatus: () => {} }),
      );
      sending = said.catch(() => {});
      return said;
    },

    /**
     * Calls back for every event of a chat (of all of mine where it is null) from now on, each once and in order, over cut lines and restarts
     * of the server, until the signal ends it. Rejects with RequestFailure when the token is refused, and with what `onEvent` throws.
     */
    async follow(
      chat: string | null,
      onEvent: (event: FeedEvent) => void,
      { signal, onFresh, onState }: Following,
    ): Promise<void> {
      const failed = new AbortController();
      let place = chat;
      const feed = new Feed(alone(createApi(ask, createClientId()), fetchThere, pause), {
        name: '',
        signal: AbortSignal.any([signal, failed.signal]),
        onNews({ events, state, isFresh }) {
          try {
            if (isFresh) onFresh?.();
            for (const event of events) {
              if (failed.signal.aborted || signal.aborted) return;
              if (place !== null && event.chat !== place) continue;
              // The chat has another address from here on.
              if (place !== null && event.type === 'chat.updated') place = event.data.uri;
              onEvent(event);
            }
            onState?.(state);
          } catch (error) {
            failed.abort(error);
          }
        },
        onStatus: ({ line: status }) => status === 'up' && line.dispatchEvent(new Event(wakeup)),
        onLead() {},
        onFault() {},
      });
      await feed.run();
      failed.signal.throwIfAborted();
      if (!signal.aborted) throw new RequestFailure(401, 'authentication_failed');
    },
  };
}

/** A program has no other tabs, is always looked at, and finds out anew where a proxy cuts. */
function alone(
  api: Pick<Api, 'poll' | 'events'>,
  fetch: typeof globalThis.fetch,
  pause: FeedOptions['pause'],
): FeedOptions {
  let cut: ReturnType<FeedOptions['cuts']['read']> = null;
  const now = () => Date.now();
  const wakeups = new EventTarget();
  const kept = { read: () => 0, keep() {} };
  const longPoll = createLongPoll(api.poll);
  return {
    interval: createInterval(api.poll),
    longPoll: createStream({
      longPoll,
      open: askStream(api, fetch),
      timer: browserTimer,
      wakeups,
      now,
      kept,
    }),
    openTabs: () => ({ lead: (task, signal) => task(signal), tell() {} }),
    pause,
    wakeups,
    now,
    random: Math.random,
    isHidden: () => false,
    holdsHidden: true,
    cuts: {
      read: () => cut,
      keep(found) {
        cut = found;
      },
    },
  };
}
