import { z } from 'zod';
import { created, noContent, ok } from '../http/answers/replies.ts';
import { NotFound, ValidationError } from '../http/errors.ts';
import { note } from '../http/observing/security-log.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { requireMayChange, requireNotDirect, requireOwner, requireVisible } from './access.ts';
import { changeChat, deleteChat, rotateUri } from './change-chat.ts';
import { chatScope, lookUpChat } from './find.ts';
import * as schemas from './schemas.ts';
import { showChat } from './show-chat.ts';
import { startChat } from './start-chat.ts';

/** Section 3 of the contract for one chat; lists of chats are in list-routes.ts, who is in one is in members/. */
export function chatRoutes(
  services: Pick<Services, 'db' | 'log' | 'clock' | 'activity' | 'chatMembers'>,
): Route[] {
  const { chatMembers } = services;

  const asVisitor = chatScope(services, requireVisible);
  const asOwner = chatScope(services, requireOwner);

  return [
    route({
      method: 'post',
      path: '/api/chats/',
      summary: 'Start a chat',
      description:
        'You own it. Its uri is 22 random letters and digits, and whoever has it may join. `public` ' +
        'lists it for everyone, and may take a readable `slug` as its uri.',
      auth: 'required',
      answers: { 201: schemas.startedChat },
      price: 'startChat',
      body: schemas.startChat,
      async handle({ me, body }) {
        const chat = await startChat(services, me.userId, body);
        const location = { Location: `/api/chats/${chat.uri}/` };
        return created({ status: 'SUCCESS', message: 'New chat session created', ...chat }, location);
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/',
      summary: 'A chat with its members, or its preview for whoever is not in it',
      description:
        'Looking has no side effects, so a link-preview bot spends nothing. A private chat of others ' +
        'is a 404.',
      auth: 'optional',
      bots: true,
      answers: { 200: z.union([schemas.openChat, schemas.chatPreview]) },
      scope: asVisitor,
      async handle({ me, scope: chat }) {
        return ok(await showChat(services, chat, me?.userId ?? 0), {
          'Cache-Control': 'private, no-cache',
          Vary: 'Authorization',
        });
      },
    }),
    route({
      method: 'patch',
      path: '/api/chats/:uri/',
      summary: 'Join a chat, add someone to it, or change it',
      description:
        'An empty body, or your own `username`, joins; twice changes nothing. Owner and moderators ' +
        "add others by `username`. `invite` joins by an invite's code. `name`, `topic` and `join_policy` are " +
        "the owner's to change. `disappear_after` is too, and in a private chat either of the two's. " +
        'Joining and changing in one body: 400.',
      auth: 'required',
      answers: { 200: z.union([schemas.joined, schemas.openChat]) },
      refuses: [403, 409, 410],
      body: schemas.patchChat,
      scope: asVisitor,
      async handle({ me, params, scope: chat, body }) {
        const { name, topic, join_policy: joinPolicy, disappear_after: disappearAfter } = body;
        const isTimeAlone = [name, topic, joinPolicy].every((field) => field === undefined);
        if (isTimeAlone && disappearAfter === undefined)
          return ok(await chatMembers.joinOrAdd(chat, me, body));
        if (body.username !== undefined || body.invite !== undefined) {
          throw new ValidationError({ non_field_errors: ['Joining and changing a chat are two requests.'] });
        }
        requireMayChange(chat, { isTimeAlone });
        await changeChat(services, chat.id, me.userId, {
          ...(name !== undefined && { name }),
          ...(topic !== undefined && { topic }),
          ...(joinPolicy !== undefined && { joinPolicy }),
          ...(disappearAfter !== undefined && { disappearAfter }),
        });
        const changed = await lookUpChat(services, params.uri, me.userId);
        if (!changed) throw new NotFound();
        return ok(await showChat(services, changed, me.userId));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/',
      summary: 'Delete a chat and everything in it',
      description: 'For the owner; of a private chat, for who opened it first.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      scope: asOwner,
      async handle({ ctx, me, scope: chat }) {
        await deleteChat(services, chat.id, me.userId);
        note(ctx, 'chat_deleted', { by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/api/chats/:uri/rotate/',
      summary: 'A new link; the old one leads nowhere from then on',
      description:
        'For the owner. Members stay and learn it by `chat.updated`. A readable address stays as it ' +
        'is: 409.',
      auth: 'required',
      answers: { 200: schemas.openChat },
      refuses: [403, 409],
      scope: asOwner,
      async handle({ ctx, me, scope: chat }) {
        requireNotDirect(chat);
        const uri = await rotateUri(services, chat, me.userId);
        note(ctx, 'link_changed', { by: me.userId, chat: chat.id });
        const rotated = requireVisible(await lookUpChat(services, uri, me.userId));
        return ok(await showChat(services, rotated, me.userId), { Location: `/api/chats/${uri}/` });
      },
    }),
  ];
}
