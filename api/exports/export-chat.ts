import { type JoinedChat, requireMember } from '../chats/access.ts';
import { presentChat } from '../chats/present.ts';
import { findChats } from '../chats/queries.ts';
import { presentMessages } from '../messages/present.ts';
import { newestVisible } from '../messages/queries.ts';
import { listMessages } from '../messages/stretch-queries.ts';
import type { Services } from '../services.ts';
import type { ExportFormat } from './formats.ts';

/** Large enough that the statements hardly count, small enough to be nothing in memory. */
const messagesPerPiece = 500;

/**
 * All that one member may see of a chat up to now, piece by piece. Between pieces nothing is held: no transaction, no
 * connection. Whoever is no longer a member when the next piece is due gets what chats/access.ts throws instead. What is
 * written meanwhile is left out, or the export of a lively chat might never end.
 */
export async function* exportChat(
  { db, clock, metrics }: Pick<Services, 'db' | 'clock' | 'metrics'>,
  { chat, userId, format }: { chat: JoinedChat; userId: number; format: ExportFormat },
): AsyncGenerator<string> {
  metrics.exports += 1;
  try {
    const newest = await newestVisible(db.read, chat.id, userId);
    let head = format.begin(presentChat(chat), new Date(clock.now()).toISOString());
    for (let last = 0, isFirst = true; last < newest; isFirst = false) {
      const [found] = await findChats(db.read, [chat.id], userId);
      requireMember(found ?? null);
      const stretch = {
        chatId: chat.id,
        readerId: userId,
        after: last,
        upTo: newest,
        limit: messagesPerPiece,
        nowMs: clock.now(),
      };
      const { messages } = await listMessages(db.read, stretch);
      if (messages.length === 0) break;
      last = messages.at(-1)?.id ?? newest;
      const shown = await presentMessages(db.read, messages, {
        uriOf: () => chat.uri,
        nowMs: stretch.nowMs,
      });
      yield head + format.messages(shown, isFirst);
      head = '';
    }
    yield head + format.end;
  } finally {
    metrics.exports -= 1;
  }
}
