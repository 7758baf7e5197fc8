import { renderSVG } from 'uqr';
import { z } from 'zod';
import { requireModerator } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { presentPreview } from '../chats/present.ts';
import { findChats } from '../chats/queries.ts';
import { joined } from '../chats/schemas.ts';
import { showChat } from '../chats/show-chat.ts';
import { created, noContent, ok } from '../http/answers/replies.ts';
import { publicUrlOf } from '../http/answers/safe-headers.ts';
import { NotFound } from '../http/errors.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Exchange, type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Joining } from '../members/join-chat.ts';
import { showJoined } from '../members/show-joined.ts';
import type { Services } from '../services.ts';
import { acceptInvite, requireUsable } from './accept-invite.ts';
import { hashCode, inviteCode } from './code.ts';
import { makeInvite, withdrawInvite } from './make-invite.ts';
import { countInvites, findInvite, type Invite, listInvites } from './queries.ts';
import * as schemas from './schemas.ts';

/** Invites (api/README.md section 3): made by those who run a chat, accepted by whoever has one. */
export function inviteRoutes(services: Joining & Pick<Services, 'db' | 'key' | 'chatMembers'>): Route[] {
  const { db, clock, key } = services;
  const asModerator = chatScope(services, requireModerator);

  /** What opens the chat, unless the secret has changed since, or the code is from before there were hashes: then nobody knows it. */
  const linkOf = (ctx: Exchange, { id, codeHash }: Invite) => {
    const code = inviteCode(key.secret, id);
    if (hashCode(code) !== codeHash) return { code: null, url: null, qr: null };
    const url = `${publicUrlOf(ctx)}/join/${code}/`;
    // A camera knows no address that a path could belong to.
    return { code, url, qr: url.startsWith('/') ? null : renderSVG(url) };
  };

  const present = (ctx: Exchange, invite: Invite): schemas.InviteJson => ({
    id: invite.id,
    ...linkOf(ctx, invite),
    note: invite.note,
    expires_at: invite.expiresAt === null ? null : new Date(invite.expiresAt).toISOString(),
    max_uses: invite.maxUses,
    uses: invite.uses,
    created_at: new Date(invite.createdAt).toISOString(),
  });

  return [
    route({
      method: 'post',
      path: '/api/chats/:uri/invites/',
      summary: 'Make an invite',
      description: 'For owner and moderators. With an end, a number of uses, both or neither.',
      auth: 'required',
      answers: { 201: schemas.invite },
      refuses: [403, 409],
      price: 'invites',
      body: schemas.makeInvite,
      scope: asModerator,
      async handle({ ctx, me, scope: chat, body }) {
        return created(
          present(ctx, await makeInvite(services, { chatId: chat.id, userId: me.userId }, body)),
        );
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/invites/',
      summary: 'The invites of a chat, with their uses so far',
      description: 'For owner and moderators.',
      auth: 'required',
      answers: { 200: listOf(schemas.invite) },
      refuses: [403],
      price: 'invites',
      query: pageQuery,
      scope: asModerator,
      async handle({ ctx, scope: chat, query }) {
        const page = toPage(query);
        const invites = await listInvites(db.read, chat.id, { limit: page.pageSize, offset: page.offset });
        const shown = invites.map((invite) => present(ctx, invite));
        return ok(paginated(ctx, page, await countInvites(db.read, chat.id), shown));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/invites/:code/',
      summary: 'Withdraw an invite',
      description: 'For owner and moderators. By its `code`, or by its `id`, which opens nothing.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      scope: asModerator,
      async handle({ me, params, scope: chat }) {
        await withdrawInvite(services, { chatId: chat.id, userId: me.userId }, params.code);
        return noContent();
      },
    }),
    route({
      method: 'get',
      path: '/api/invites/:code/',
      summary: 'What an invite leads to',
      description:
        'The chat as a preview without its uri. Withdrawn, expired or used up: 410 that says which.',
      auth: 'optional',
      answers: { 200: schemas.invitation },
      refuses: [410],
      price: 'lookUpInvite',
      async handle({ params }) {
        const invite = await findInvite(db.read, hashCode(params.code));
        const [chat] = invite ? await findChats(db.read, [invite.chatId]) : [];
        if (!invite || !chat) throw new NotFound();
        requireUsable(invite, clock.now());
        // What has a count and an end must not give away the link that has none.
        const { uri: _, ...preview } = presentPreview(chat);
        return ok({ code: params.code, note: invite.note, chat: preview });
      },
    }),
    route({
      method: 'post',
      path: '/api/invites/:code/accept/',
      summary: 'Join by invite',
      description: 'Who is in the chat already uses none. Two accepting the last use at once: one gets it.',
      auth: 'required',
      answers: { 200: z.union([schemas.accepted, joined]) },
      refuses: [403, 410],
      price: 'lookUpInvite',
      async handle({ me, params }) {
        const chat = await acceptInvite(services, { code: params.code, userId: me.userId });
        const shown = await showJoined(services, chat, me.userId);
        const [found] = await findChats(db.read, [chat.id], me.userId);
        return ok({ ...shown, ...(found && (await showChat(services, found, me.userId))) });
      },
    }),
  ];
}
