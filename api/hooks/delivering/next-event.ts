import type { LogEvent } from '../../log/event.ts';
import type { Place } from '../../log/place.ts';
import { type Question, readLate, readRecent, readStored } from '../../log/read.ts';
import { listByBots } from '../../reactions/queries.ts';
import type { Services } from '../../services.ts';
import type { Hook } from '../queries.ts';

/** How many events are looked through at once for one that is to be delivered. */
const atOnce = 50;

/** What comes next for a hook: an event, or none up to `place`. */
export type Next = { event: LogEvent } | { event: null; place: Place; hasMore: boolean };

/**
 * Asked as a poll of the bot's own would be, so it is shown what it may see, as it is now. Null when the bot is not in the chat. Throws
 * CursorLost when what comes next is not kept any more.
 */
export async function nextEvent(
  { db, log, memberships }: Pick<Services, 'db' | 'log' | 'memberships'>,
  { botId, chatId, eventTypes }: Pick<Hook, 'botId' | 'chatId' | 'eventTypes'>,
  position: Place,
): Promise<Next | null> {
  const reader = await memberships.of(botId);
  const uri = reader.chats.get(chatId);
  if (uri === undefined) return null;
  const question: Question = { reader, chat: { id: chatId, uri }, position, limit: atOnce };
  const answer =
    readRecent(log, question) ?? (await (readLate(db, log, question) ?? readStored(db, log, question)));
  const types: ReadonlySet<string> = new Set(eventTypes);
  const asked = answer.events.filter((each) => types.has(each.type));
  const byBots = await listByBots(
    db.read,
    asked.filter(isReaction).map(({ id }) => id),
  );
  const event = asked.find((each) => !byBots.has(each.id) && !isSaidByBot(each));
  return event ? { event } : { event: null, place: answer.position, hasMore: answer.hasMore };
}

function isReaction({ type }: LogEvent): boolean {
  return type.startsWith('reaction.');
}

/** What bots do is delivered to none: two that answer each other would never end. */
function isSaidByBot({ type, data }: LogEvent): boolean {
  if (!type.startsWith('message.')) return false;
  const { user } = JSON.parse(data) as { user?: { is_bot?: boolean } | null };
  return user?.is_bot === true;
}
