import { botMoved } from '../bots/present.ts';
import { findChats } from '../chats/queries.ts';
import type { EndKeeping } from '../members/end-keeping.ts';
import { tellAllEnded } from '../tokens/end-tokens.ts';
import { takeKeysOf } from '../users/bot-queries.ts';
import { findUsers } from '../users/queries.ts';
import { hookUpdated } from './present.ts';
import { listKeepersOf, pauseHooksOf } from './queries.ts';

/**
 * The keys that were given to them open nothing any more, on every node as soon as it reads the log, and the hooks that they have set are paused.
 * Neither comes back with them: whoever runs the chat makes another key, and resumes the hook. A fixed number of statements.
 */
export const endKeeping: EndKeeping = async ({ trx, append, userId, chatIds }) => {
  if (chatIds?.length === 0) return;
  const bots = await takeKeysOf(trx, userId, chatIds);
  const hooks = await pauseHooksOf(trx, userId, chatIds);
  if (bots.length === 0 && hooks.length === 0) return;
  const touchedIds = [...new Set([...bots, ...hooks].map(({ chatId }) => chatId))];
  const chats = new Map((await findChats(trx, touchedIds)).map((chat) => [chat.id, chat]));
  const makers = await findUsers(
    trx,
    bots.map(({ madeById }) => madeById),
  );
  const keepers = await listKeepersOf(
    trx,
    hooks.map(({ chatId }) => chatId),
  );
  await append([
    ...tellAllEnded(bots.map(({ user }) => user.id)),
    ...bots.flatMap((bot) => {
      const [chat, madeBy] = [chats.get(bot.chatId), makers.get(bot.madeById)];
      return chat && madeBy ? [botMoved('bot.updated', chat, { ...bot, madeBy })] : [];
    }),
    ...hooks.flatMap((hook) => {
      const chat = chats.get(hook.chatId);
      const told = { hook, keepers: keepers.get(hook.chatId) ?? [] };
      return chat ? [hookUpdated(chat, hook.botId, told)] : [];
    }),
  ]);
};
