import { customAlphabet } from 'nanoid';
import { renderSVG } from 'uqr';
import type { Config } from '../config.ts';
import { NotFound } from '../http/errors.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { created, noContent, ok } from '../http/replies.ts';
import { type Exchange, type Route, route } from '../http/route.ts';
import { acceptInvite, requireUsable } from './accept-invite.ts';
import { requireModerator, requireNotDirect } from './access.ts';
import type { ChatDeps } from './deps.ts';
import { chatScope } from './find.ts';
import {
  countInvites,
  findInvite,
  type Invite,
  insertInvite,
  listInvites,
  withdrawInvite,
} from './invite-queries.ts';
import { presentPreview } from './present.ts';
import { findChats } from './queries.ts';
import * as schemas from './schemas.ts';
import { showJoined } from './show-chat.ts';

/** 95 bits: short enough for a QR code, long enough not to be guessed. */
const newCode = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 16);

/** Invites (API.md section 3): made by those who run a chat, accepted by whoever has one. */
export function inviteRoutes(deps: ChatDeps & { config: Pick<Config, 'publicUrl'> }): Route[] {
  const { db, log, clock, config } = deps;
  const asModerator = chatScope(deps, requireModerator);

  const present = (ctx: Exchange, invite: Invite): schemas.InviteJson => {
    const url = `${config.publicUrl ?? `${ctx.protocol}://${ctx.host}`}/join/${invite.code}/`;
    return {
      code: invite.code,
      url,
      qr: renderSVG(url),
      note: invite.note,
      expires_at: invite.expiresAt === null ? null : new Date(invite.expiresAt).toISOString(),
      max_uses: invite.maxUses,
      uses: invite.uses,
      created_at: new Date(invite.createdAt).toISOString(),
    };
  };

  return [
    route({
      method: 'post',
      path: '/api/chats/:uri/invites/',
      summary: 'Make an invite',
      auth: 'required',
      body: schemas.makeInvite,
      scope: asModerator,
      async handle({ ctx, scope: chat, body }) {
        requireNotDirect(chat);
        const invite = {
          code: newCode(),
          chatId: chat.id,
          note: body.note ?? '',
          expiresAt: body.expires_in ? clock.now() + body.expires_in * 1000 : null,
          maxUses: body.max_uses ?? null,
          createdAt: clock.now(),
        };
        await db.transaction((trx) => insertInvite(trx, invite));
        return created(present(ctx, { ...invite, uses: 0, isWithdrawn: false }));
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/invites/',
      summary: 'The invites of a chat, with their uses so far',
      auth: 'required',
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
      auth: 'required',
      scope: asModerator,
      async handle({ params, scope: chat }) {
        const isWithdrawn = await log.write((trx) => withdrawInvite(trx, chat.id, params.code, clock.now()));
        if (!isWithdrawn) throw new NotFound();
        return noContent();
      },
    }),
    route({
      method: 'get',
      path: '/api/invites/:code/',
      summary: 'What an invite leads to',
      auth: 'optional',
      async handle({ params }) {
        const invite = await findInvite(db.read, params.code);
        const [chat] = invite ? await findChats(db.read, [invite.chatId]) : [];
        if (!invite || !chat) throw new NotFound();
        requireUsable(invite, clock.now());
        return ok({ code: invite.code, note: invite.note, chat: presentPreview(chat) });
      },
    }),
    route({
      method: 'post',
      path: '/api/invites/:code/accept/',
      summary: 'Join by invite',
      auth: 'required',
      async handle({ me, params }) {
        const chat = await acceptInvite(deps, { code: params.code, userId: me.userId });
        return ok(await showJoined(deps, chat, me.userId));
      },
    }),
  ];
}
