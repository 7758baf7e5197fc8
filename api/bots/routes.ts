import { requireMemberOrStaff, requireModerator } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { created, noContent, ok } from '../http/answers/replies.ts';
import { publicUrlOf } from '../http/answers/safe-headers.ts';
import { note } from '../http/observing/security-log.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Exchange, type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { newBotKey } from '../tokens/bot-keys.ts';
import { countBots, listBots } from '../users/bot-queries.ts';
import { findUsers } from '../users/queries.ts';
import { changeBot, makeBot, removeBot, replaceKey, requireMayKeepBots } from './change-bots.ts';
import { type MadeBot, presentBot } from './present.ts';
import * as schemas from './schemas.ts';

/** The bots of a chat: who they are, and by whom they are made, changed and removed (api/bots/README.md). */
export function botRoutes(
  services: Pick<Services, 'db' | 'log' | 'clock' | 'activity' | 'accountTies'>,
): Route[] {
  const { db } = services;
  const inOrOverChat = chatScope(services, requireMemberOrStaff);
  const asKeeper = chatScope(services, requireMayKeepBots);
  const asModerator = chatScope(services, requireModerator);

  const withKey = (ctx: Exchange, bot: MadeBot, key: string) => ({
    ...presentBot(bot),
    key,
    url: `${publicUrlOf(ctx)}/api/hooks/${key}/`,
  });

  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/bots/',
      summary: 'The bots of a chat',
      description:
        'For its members: whoever is in a chat may know who reads along. And for staff in a public chat.',
      auth: 'required',
      bots: true,
      answers: { 200: listOf(schemas.bot) },
      refuses: [403],
      query: pageQuery,
      scope: inOrOverChat,
      async handle({ ctx, scope: chat, query }) {
        const page = toPage(query);
        const bots = await listBots(db.read, chat.id, { limit: page.pageSize, offset: page.offset });
        const makers = await findUsers(
          db.read,
          bots.map(({ madeById }) => madeById),
        );
        const shown = bots.flatMap((bot) => {
          const madeBy = makers.get(bot.madeById);
          return madeBy ? [presentBot({ ...bot, madeBy })] : [];
        });
        return ok(paginated(ctx, page, await countBots(db.read, chat.id), shown));
      },
    }),
    route({
      method: 'post',
      path: '/api/chats/:uri/bots/',
      summary: 'Make a bot',
      description:
        'For owner and moderators; at most 20 in a chat, and none in a private one. Its `key` and `url` are shown this once.',
      auth: 'required',
      answers: { 201: schemas.keyedBot },
      refuses: [403, 409],
      price: 'bots',
      body: schemas.makeBot,
      scope: asKeeper,
      async handle({ ctx, me, scope: chat, body }) {
        const key = newBotKey();
        const wish = { displayName: body.display_name, avatar: body.avatar, key };
        const bot = await makeBot(services, { chatId: chat.id, byId: me.userId }, wish);
        note(ctx, 'bot_made', { user: bot.user.id, by: me.userId, chat: chat.id });
        return created(withKey(ctx, bot, key));
      },
    }),
    route({
      method: 'patch',
      path: '/api/chats/:uri/bots/:id/',
      summary: 'Rename a bot, or give it another picture',
      description: 'For owner and moderators. The chat learns it by `user.updated`.',
      auth: 'required',
      answers: { 200: schemas.bot },
      refuses: [403],
      price: 'bots',
      body: schemas.changeBot,
      scope: asKeeper,
      async handle({ me, params, scope: chat, body }) {
        const of = { chatId: chat.id, byId: me.userId, botId: params.id };
        const wish = { displayName: body.display_name, avatar: body.avatar };
        return ok(presentBot(await changeBot(services, of, wish)));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/bots/:id/',
      summary: 'Remove a bot',
      description:
        'For owner and moderators, and staff in a public chat. Its key works no more; what it said stays, under a deleted user.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      price: 'bots',
      scope: asModerator,
      async handle({ ctx, me, params, scope: chat }) {
        await removeBot(services, { chatId: chat.id, byId: me.userId, botId: params.id });
        note(ctx, 'bot_removed', { user: params.id, by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/api/chats/:uri/bots/:id/key/',
      summary: 'Give a bot another key',
      description: 'For owner and moderators. The one before works no more, and what it holds ends at once.',
      auth: 'required',
      answers: { 200: schemas.keyedBot },
      refuses: [403],
      price: 'bots',
      scope: asKeeper,
      async handle({ ctx, me, params, scope: chat }) {
        const key = newBotKey();
        const of = { chatId: chat.id, byId: me.userId, botId: params.id };
        const bot = await replaceKey(services, of, key);
        note(ctx, 'bot_key_replaced', { user: bot.user.id, by: me.userId, chat: chat.id });
        return ok(withKey(ctx, bot, key));
      },
    }),
  ];
}
