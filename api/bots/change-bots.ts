import type { Knex } from 'knex';
import { customAlphabet } from 'nanoid';
import { displayNameTaken, randomAvatar } from '../accounts/sign-up.ts';
import {
  requireMemberOrStaff,
  requireModerator,
  requireNotDirect,
  requireOwnModerator,
} from '../chats/access.ts';
import { endBots } from '../chats/ending/end-bots.ts';
import { type FoundChat, findChats } from '../chats/queries.ts';
import { lobbyUri } from '../chats/uri.ts';
import { Conflict, NotFound, PermissionDenied, ValidationError } from '../http/errors.ts';
import { insertMember } from '../members/queries.ts';
import type { Services } from '../services.ts';
import { hashBotKey } from '../tokens/bot-keys.ts';
import { tellAllEnded } from '../tokens/end-tokens.ts';
import {
  type Bot,
  countBots,
  findBot,
  insertBot,
  isBotNameTaken,
  updateBot,
  updateKey,
} from '../users/bot-queries.ts';
import { findUser } from '../users/queries.ts';
import { isDisplayNameTaken } from '../users/taken-names.ts';
import { botMoved, botRenamed, type MadeBot } from './present.ts';

/** More of them than that are a crowd that nobody looks after. */
const maxBots = 20;

const randomName = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 10);

type Changing = Pick<Services, 'log' | 'clock' | 'activity'>;

/** A chat, and who asks: its owner or a moderator, which is looked at once more inside. */
export interface ByModerator {
  chatId: number;
  byId: number;
}

interface OfBot extends ByModerator {
  botId: number;
}

/**
 * Makes a bot of this name, with this key. Throws PermissionDenied, Conflict for one too many, and a ValidationError for a name that is
 * somebody's, or another bot's of the chat.
 */
export function makeBot(
  { log, clock, activity }: Changing,
  { chatId, byId }: ByModerator,
  wish: { displayName: string; avatar: number | undefined; key: string },
): Promise<MadeBot> {
  return log.write(async (trx, append) => {
    const chat = await requireKeeper(trx, { chatId, byId });
    if ((await countBots(trx, chatId)) >= maxBots)
      throw new Conflict('too_many_bots', `This chat has ${maxBots} bots, which is the most.`);
    const { displayName, avatar = randomAvatar(), key } = wish;
    await requireFreeName(trx, { chatId, displayName });
    const createdAt = clock.now();
    const userId = await insertBot(trx, {
      username: `bot-${randomName()}`,
      keyHash: hashBotKey(key),
      madeById: byId,
      ...{ chatId, displayName, avatar, createdAt },
    });
    const readMessageId = await activity.newestMessageId(trx, { chatId, userId });
    await insertMember(trx, { chatId, userId, role: 'bot', joinedAt: createdAt, readMessageId });
    const bot = await requireBot(trx, chatId, userId);
    await append([botMoved('bot.created', chat, bot)]);
    return bot;
  });
}

/** What is not wished for stays as it is. Throws as `makeBot` does, and NotFound. */
export function changeBot(
  { log, accountTies }: Pick<Services, 'log' | 'accountTies'>,
  { chatId, byId, botId }: OfBot,
  wish: { displayName: string | undefined; avatar: number | undefined },
): Promise<MadeBot> {
  return log.write(async (trx, append) => {
    const chat = await requireKeeper(trx, { chatId, byId });
    const before = await requireBot(trx, chatId, botId);
    const { displayName = before.user.displayName, avatar = before.user.avatar } = wish;
    if (displayName === before.user.displayName && avatar === before.user.avatar) return before;
    if (displayName !== before.user.displayName)
      await requireFreeName(trx, { chatId, displayName, byOtherThan: botId });
    await updateBot(trx, botId, { displayName, avatar });
    await accountTies.forgetName(trx, botId);
    const after = await requireBot(trx, chatId, botId);
    await append(botRenamed(chat, after.user));
    return after;
  });
}

/** From here on this key is the bot's, and the one before is nobody's, on every node. Throws NotFound and PermissionDenied. */
export function replaceKey(
  { log }: Pick<Services, 'log'>,
  { chatId, byId, botId }: OfBot,
  key: string,
): Promise<MadeBot> {
  return log.write(async (trx, append) => {
    const chat = await requireKeeper(trx, { chatId, byId });
    const before = await requireBot(trx, chatId, botId);
    await updateKey(trx, botId, { keyHash: hashBotKey(key), byId });
    const bot = { ...before, hasKey: true };
    await append([...tellAllEnded([botId]), ...(before.hasKey ? [] : [botMoved('bot.updated', chat, bot)])]);
    return bot;
  });
}

/** Its key ends, what it said stays under a deleted user. Staff may as well, where they moderate. Throws NotFound and PermissionDenied. */
export function removeBot(
  { log, clock, accountTies }: Pick<Services, 'log' | 'clock' | 'accountTies'>,
  { chatId, byId, botId }: OfBot,
): Promise<void> {
  return log.write(async (trx, append) => {
    const [found] = await findChats(trx, [chatId], byId);
    const chat = requireModerator(found ?? null);
    const bot = await requireBot(trx, chatId, botId);
    await endBots({ trx, append, nowMs: clock.now() }, [botId]);
    await accountTies.forgetName(trx, botId);
    const user = (await findUser(trx, botId)) ?? bot.user;
    await append([botMoved('bot.deleted', chat, { ...bot, user }), ...botRenamed(chat, user)]);
  });
}

/** With who made it. Throws NotFound for one that this chat does not have. */
export async function requireBot(db: Knex, chatId: number, botId: number): Promise<MadeBot> {
  const bot: Bot | null = await findBot(db, chatId, botId);
  const madeBy = bot && (await findUser(db, bot.madeById));
  if (!bot || !madeBy) throw new NotFound();
  return { ...bot, madeBy };
}

async function requireKeeper(trx: Knex, { chatId, byId }: ByModerator): Promise<FoundChat> {
  const [found] = await findChats(trx, [chatId], byId);
  return requireMayKeepBots(found ?? null);
}

/** Whoever runs a chat, as one of its own, may have bots there. A private chat stays for its two, and the lobby is nobody's. */
export function requireMayKeepBots(found: FoundChat | null): FoundChat {
  const chat = requireMemberOrStaff(found);
  requireNotDirect(chat);
  if (chat.uri === lobbyUri) throw new PermissionDenied('lobby', 'There are no bots in the lobby.');
  return requireOwnModerator(chat);
}

/** Nobody's who is a person, anywhere: a bot is not to speak for one. Other chats may have a bot of the same name. */
async function requireFreeName(
  trx: Knex,
  name: { chatId: number; displayName: string; byOtherThan?: number },
): Promise<void> {
  if (await isDisplayNameTaken(trx, name.displayName))
    throw new ValidationError({ display_name: [displayNameTaken] });
  if (await isBotNameTaken(trx, name))
    throw new ValidationError({ display_name: ['This chat has a bot of that name.'] });
}
