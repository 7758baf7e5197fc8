import {
  requireMember,
  requireModerator,
  requireNotDirect,
  requireOwner,
  requireVisible,
} from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { noContent, ok } from '../http/answers/replies.ts';
import { NotFound } from '../http/errors.ts';
import { note } from '../http/observing/security-log.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { requirePersonByName } from '../users/find-by-name.ts';
import { presentUser } from '../users/present.ts';
import { user } from '../users/schemas.ts';
import { countBans, listBans } from './ban-queries.ts';
import { changeRole } from './change-role.ts';
import { listMoves } from './list-moves.ts';
import { namesThatBegin } from './named-members.ts';
import { presentMember } from './present.ts';
import { findMember, findMembersByNames, listMembers } from './queries.ts';
import { liftBan, removeMember } from './remove-member.ts';
import * as schemas from './schemas.ts';

/** Members, roles and bans of a chat (api/README.md section 3). */
export function memberRoutes(
  services: Pick<Services, 'db' | 'log' | 'clock' | 'presence' | 'endKeeping'>,
): Route[] {
  const { db, presence } = services;

  const asVisitor = chatScope(services, requireVisible);
  const asMember = chatScope(services, requireMember);
  const asModerator = chatScope(services, requireModerator);
  const asOwner = chatScope(services, requireOwner);

  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/members/',
      summary: 'Who is in a chat',
      description: '`named`: those alone whose username or display name this text begins with.',
      auth: 'required',
      bots: true,
      answers: { 200: listOf(schemas.member) },
      refuses: [403],
      price: 'people',
      query: schemas.listMembers,
      scope: asMember,
      async handle({ ctx, scope: chat, query }) {
        const page = toPage(query);
        if (query.named !== undefined) {
          const found = await findMembersByNames(db.read, chat.id, namesThatBegin(query.named));
          const { offset, pageSize } = page;
          const shown = found.slice(offset, offset + pageSize);
          return ok(
            paginated(
              ctx,
              page,
              found.length,
              shown.map((member) => presentMember(member, presence)),
            ),
          );
        }
        const slice = { limit: page.pageSize, offset: page.offset, count: chat.memberCount };
        const members = await listMembers(db.read, chat.id, slice);
        const shown = members.map((member) => presentMember(member, presence));
        return ok(paginated(ctx, page, chat.memberCount, shown));
      },
    }),
    route({
      method: 'patch',
      path: '/api/chats/:uri/members/:username/',
      summary: "Change a member's role, or hand the chat over",
      description:
        'For the owner. `owner` hands the chat over, and who gave it is a moderator then. Of oneself: ' +
        '403.',
      auth: 'required',
      answers: { 200: schemas.member },
      refuses: [403, 409],
      body: schemas.changeRole,
      scope: asOwner,
      async handle({ ctx, me, params, scope: chat, body }) {
        requireNotDirect(chat);
        const user = await requirePersonByName(db.read, params.username);
        await changeRole(services, { chatId: chat.id, ownerId: me.userId, userId: user.id, role: body.role });
        const event = body.role === 'owner' ? 'owner_changed' : 'role_changed';
        note(ctx, event, { user: user.id, by: me.userId, chat: chat.id });
        const member = await findMember(db.read, chat.id, user.id);
        if (!member) throw new NotFound();
        return ok(presentMember(member, presence));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/members/:username/',
      summary: 'Leave a chat, or remove someone from it',
      description:
        'Oneself leaves. Owner and moderators remove others, with `ban=1` for good. An owner who ' +
        'leaves hands over to the longest-standing moderator, else member; the last one out closes ' +
        'the chat.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403, 409],
      query: schemas.removeMember,
      scope: asVisitor,
      async handle({ ctx, me, params, scope: chat, query }) {
        const user = await requirePersonByName(db.read, params.username);
        const isOther = user.id !== me.userId;
        if (!isOther) requireMember(chat);
        else {
          requireModerator(chat);
          // A ban would not hold: either of the two may ask for their chat again at any time.
          requireNotDirect(chat);
        }
        const ban = isOther && Boolean(query.ban);
        await removeMember(services, { chatId: chat.id, removerId: me.userId, userId: user.id, ban });
        const event = ban ? 'member_banned' : 'member_removed';
        if (isOther) note(ctx, event, { user: user.id, by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/moves/',
      summary: 'Who came and went',
      description:
        'The last `member.joined` and `member.left` of the chat, oldest first: at most a hundred, of its last two ' +
        'thousand events.',
      auth: 'required',
      bots: true,
      answers: { 200: schemas.moves },
      refuses: [403],
      // Thousands of rows are looked through for it.
      price: 'people',
      scope: asMember,
      async handle({ scope: chat }) {
        return ok({ events: await listMoves(services, chat.id) });
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/bans/',
      summary: 'Who is banned from a chat',
      description: 'For owner and moderators.',
      auth: 'required',
      answers: { 200: listOf(user) },
      refuses: [403],
      price: 'people',
      query: pageQuery,
      scope: asModerator,
      async handle({ ctx, scope: chat, query }) {
        const page = toPage(query);
        const users = await listBans(db.read, chat.id, { limit: page.pageSize, offset: page.offset });
        return ok(paginated(ctx, page, await countBans(db.read, chat.id), users.map(presentUser)));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/bans/:username/',
      summary: 'Lift a ban',
      description: 'For owner and moderators.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      scope: asModerator,
      async handle({ ctx, me, params, scope: chat }) {
        const user = await requirePersonByName(db.read, params.username);
        await liftBan(services, { chatId: chat.id, lifterId: me.userId, userId: user.id });
        note(ctx, 'ban_lifted', { user: user.id, by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
  ];
}
