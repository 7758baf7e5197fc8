import type { Chat } from '../chats/queries.ts';
import type { NewEvent } from '../log/event.ts';
import type { Bot } from '../users/bot-queries.ts';
import { presentProfile, presentUser } from '../users/present.ts';
import type { User } from '../users/queries.ts';
import type { BotJson } from './schemas.ts';

/** A bot with whoever made it. */
export interface MadeBot extends Bot {
  madeBy: User;
}

export function presentBot({ user, madeBy, hasKey, createdAt }: MadeBot): BotJson {
  return {
    user: presentUser(user),
    made_by: presentUser(madeBy),
    has_key: hasKey,
    created_at: new Date(createdAt).toISOString(),
  };
}

type At = Pick<Chat, 'id' | 'uri'>;

/** Tells everyone in the chat that it is there, or not any more, or whether it has a key. */
export function botMoved(
  type: 'bot.created' | 'bot.updated' | 'bot.deleted',
  chat: At,
  bot: MadeBot,
): NewEvent {
  return { type, scope: { chatId: chat.id }, chatUri: chat.uri, data: presentBot(bot) };
}

/** As of people (accounts/user-updated.ts), in the one chat where it is: first for each node's memory, then for who is there. */
export function botRenamed(chat: At, user: User): NewEvent[] {
  return [
    { type: 'user.updated', scope: { userId: user.id }, chatUri: null, data: presentProfile(user) },
    { type: 'user.updated', scope: { chatId: chat.id }, chatUri: chat.uri, data: presentUser(user) },
  ];
}
