import { type Ask, type Request, readBody, sound } from './ask.ts';
import { insidePath } from './inside-paths.ts';
import { apiPath } from './paths.ts';
import type { Chat, FeedPage, Message, MessagePage, User } from './wire.ts';

/** Events in one answer: who comes back after a day asks a few times, and not hundreds of times. */
const pollLimit = 500;
/** The most that the API puts on one page of a list. */
const pageSize = 200;

export interface PollRequest {
  /** Null: from now on. */
  cursor: string | null;
  waitMs: number;
  /** What the last answer was marked with. */
  etag: string | null;
  signal: AbortSignal;
}

/** News with their mark, or word that nothing changed since the mark that was sent. */
export type PollReply = { isChanged: true; page: FeedPage; etag: string | null } | { isChanged: false };

export interface ChatPage {
  results: readonly Chat[];
  /** The next page's address, or null. */
  next: string | null;
}

/** A message with the key under which the server stores it once. */
export interface Sending {
  text: string;
  /** Of a whisper, the one it is for. */
  to: Pick<User, 'username'> | null;
  /** The id of the message that it answers. */
  replyTo?: number | null;
  clientId: string;
}

export type Api = ReturnType<typeof createApi>;

/**
 * What those who are logged in ask for, one function per endpoint. `client` names this tab to the server: a newer poll of it
 * ends the older one.
 */
export function createApi({ ask, send }: Ask, client: string) {
  const events = ({ cursor, waitMs, ...request }: Pick<PollRequest, 'cursor' | 'waitMs'> & Request) =>
    send(insidePath.events({ cursor, waitMs, limit: pollLimit, client }), { heldMs: waitMs, ...request });
  return {
    /** What answers where events are asked for, to be read by who asks. */
    events,
    /** One page of my chats, from 1. */
    myChats: async (page: number, signal: AbortSignal) => {
      const found = await ask<ChatPage>(insidePath.myChats({ page, page_size: pageSize }), { signal });
      return sound(found, Array.isArray(found?.results));
    },
    join: (uri: string, signal: AbortSignal) =>
      ask<unknown>(apiPath.chat(uri), { method: 'PATCH', body: {}, signal }),

    /** The newest page of a chat, or the one before or after a message. */
    messages: async (
      uri: string,
      { before, after, signal }: { before?: number; after?: number; signal?: AbortSignal },
    ) => {
      const found = await ask<MessagePage>(insidePath.messages(uri, { before, after }), { signal });
      return sound(found, Array.isArray(found?.messages));
    },
    /** Everything of mine since the cursor (contract, section 5). */
    async poll(request: PollRequest): Promise<PollReply> {
      const response = await events(request);
      if (response.status === 304) return { isChanged: false };
      const page = await readBody<FeedPage>(response, request.signal);
      return { isChanged: true, page, etag: response.headers.get('ETag') };
    },
    markRead: (uri: string, messageId: number) =>
      send(insidePath.readMarker(uri), { method: 'PUT', body: { message_id: messageId } }),
    tellTyping: (uri: string) => send(insidePath.typing(uri), { method: 'POST' }),
    sendMessage: (uri: string, { text, to, replyTo, clientId }: Sending) =>
      ask<Message>(insidePath.messages(uri), {
        method: 'POST',
        body: { message: text, to: to?.username, reply_to: replyTo, client_id: clientId },
      }),
  };
}
