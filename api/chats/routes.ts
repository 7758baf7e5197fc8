import type { z } from 'zod';
import { NotFound, ValidationError } from '../http/errors.ts';
import { created, noContent, ok } from '../http/replies.ts';
import { type Principal, type Route, route } from '../http/route.ts';
import { note } from '../http/security-log.ts';
import { acceptInvite } from '../invites/accept-invite.ts';
import { joinChat } from '../members/join-chat.ts';
import { nameKey } from '../users/names.ts';
import { findUserByName } from '../users/queries.ts';
import { requireModerator, requireNotDirect, requireOwner, requireVisible } from './access.ts';
import { changeChat, deleteChat, rotateUri } from './change-chat.ts';
import type { ChatDeps } from './deps.ts';
import { chatScope, lookUpChat } from './find.ts';
import type { FoundChat } from './queries.ts';
import * as schemas from './schemas.ts';
import { showChat, showJoined } from './show-chat.ts';
import { startChat } from './start-chat.ts';

/** Section 3 of the contract for one chat; its members are in members-routes.ts, the list of chats in messages/. */
export function chatRoutes(deps: ChatDeps): Route[] {
  const { db } = deps;

  const asVisitor = chatScope(deps, requireVisible);
  const asOwner = chatScope(deps, requireOwner);

  /** Whom a PATCH names: oneself, or someone else to be added, which owner and moderators may do. */
  const join = async (chat: FoundChat, me: Principal, body: z.output<typeof schemas.patchChat>) => {
    const { username, invite } = body;
    const isMyself = username === undefined || nameKey(username) === nameKey(me.username);
    if (isMyself) {
      if (invite !== undefined)
        await acceptInvite(deps, { code: invite, chatId: chat.id, userId: me.userId });
      else if (chat.role === null) await joinChat(deps, chat.id, me.userId, 'by link');
      return showJoined(deps, chat, me.userId);
    }
    requireModerator(chat);
    requireNotDirect(chat);
    const joiner = await findUserByName(db.read, username);
    if (!joiner)
      throw new ValidationError({ username: [`Object with username=${username} does not exist.`] });
    await joinChat(deps, chat.id, joiner.id, { addedById: me.userId });
    return showJoined(deps, chat, joiner.id);
  };

  return [
    route({
      method: 'post',
      path: '/api/chats/',
      summary: 'Start a chat',
      auth: 'required',
      price: 'startChat',
      body: schemas.startChat,
      async handle({ me, body }) {
        const chat = await startChat(deps, me.userId, body);
        const location = { Location: `/api/chats/${chat.uri}/` };
        return created({ status: 'SUCCESS', message: 'New chat session created', ...chat }, location);
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/',
      summary: 'A chat with its members, or its preview for whoever is not in it',
      auth: 'optional',
      scope: asVisitor,
      async handle({ me, scope: chat }) {
        return ok(await showChat(deps, chat, me?.userId ?? 0), {
          'Cache-Control': 'private, no-cache',
          Vary: 'Authorization',
        });
      },
    }),
    route({
      method: 'patch',
      path: '/api/chats/:uri/',
      summary: 'Join a chat, add someone to it, or change it',
      auth: 'required',
      body: schemas.patchChat,
      scope: asVisitor,
      async handle({ me, params, scope: chat, body }) {
        const isChange = body.name !== undefined || body.join_policy !== undefined;
        if (!isChange) return ok(await join(chat, me, body));
        if (body.username !== undefined || body.invite !== undefined) {
          throw new ValidationError({ non_field_errors: ['Joining and changing a chat are two requests.'] });
        }
        requireOwner(chat);
        requireNotDirect(chat);
        await changeChat(deps, chat.id, me.userId, {
          ...(body.name !== undefined && { name: body.name }),
          ...(body.join_policy !== undefined && { joinPolicy: body.join_policy }),
        });
        const changed = await lookUpChat(deps, params.uri, me.userId);
        if (!changed) throw new NotFound();
        return ok(await showChat(deps, changed, me.userId));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/',
      summary: 'Delete a chat and everything in it',
      auth: 'required',
      scope: asOwner,
      async handle({ ctx, me, scope: chat }) {
        await deleteChat(deps, chat.id, me.userId);
        note(ctx, 'chat_deleted', { by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/api/chats/:uri/rotate/',
      summary: 'A new link; the old one leads nowhere from then on',
      auth: 'required',
      scope: asOwner,
      async handle({ ctx, me, scope: chat }) {
        requireNotDirect(chat);
        const uri = await rotateUri(deps, chat, me.userId);
        note(ctx, 'link_changed', { by: me.userId, chat: chat.id });
        const rotated = requireVisible(await lookUpChat(deps, uri, me.userId));
        return ok(await showChat(deps, rotated, me.userId), { Location: `/api/chats/${uri}/` });
      },
    }),
  ];
}
