import { refusedAsBlocked } from '../blocks/refuse-blocked.ts';
import { requireMember, requireMemberOrStaff } from '../chats/access.ts';
import { chatScope, lookUpChat } from '../chats/find.ts';
import { markRead } from '../history/mark-read.ts';
import { historyVersion, readHistory } from '../history/read-history.ts';
import { conditional } from '../http/conditional-get.ts';
import { IdempotencyMismatch, PermissionDenied } from '../http/errors.ts';
import { created, noContent, ok } from '../http/replies.ts';
import { type Principal, type Route, route } from '../http/route.ts';
import { note } from '../http/security-log.ts';
import { attachImage } from '../images/attach-image.ts';
import { imageComplaints } from '../images/prepare-image.ts';
import { maxImageBodyBytes } from '../images/schemas.ts';
import { deleteMessage, editMessage } from './change-message.ts';
import type { MessageDeps } from './deps.ts';
import { requireRecipient, unknownRecipient } from './find-recipient.ts';
import { idempotencyKey } from './idempotency-key.ts';
import * as schemas from './schemas.ts';
import { scorePolarity } from './sentiment.ts';

/** Section 4 of the contract: history, sending, editing, deleting. */
export function messageRoutes(deps: MessageDeps): Route[] {
  const { db, log, limits, send, memberships, presence } = deps;

  const inChat = chatScope(deps, requireMember);
  const inOrOverChat = chatScope(deps, requireMemberOrStaff);

  /**
   * The chat's id, from memory where it can be: pollers and senders come here again and again. What is read or written
   * after that looks at the membership once more, in its own statement or transaction.
   */
  const inKnownChat = async ({ me, params }: { me: Principal; params: { uri: string } }) => {
    const mine = memberships.peek(me.userId) ?? (await memberships.of(me.userId));
    return mine.chatIdOf(params.uri) ?? requireMember(await lookUpChat(deps, params.uri, me.userId)).id;
  };

  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/messages/',
      summary: 'The history of a chat, oldest first',
      auth: 'required',
      price: (ctx) => (new URLSearchParams(ctx.querystring).has('search') ? 'search' : 'read'),
      query: schemas.readHistory,
      scope: inKnownChat,
      async handle({ ctx, me, params, query }) {
        const range = { ...query, limit: query.limit ?? schemas.defaultHistoryLimit };
        const asked = { uri: params.uri, userId: me.userId, range };
        presence.saw(me.userId, me.username);
        return conditional(ctx, await historyVersion(deps, asked), () => readHistory(deps, asked));
      },
    }),
    route({
      method: 'post',
      path: '/api/chats/:uri/messages/',
      summary: 'Send a message, to all or as a whisper, with an image or without',
      auth: 'required',
      price: 'sendMessage',
      body: schemas.sendMessage,
      maxBytes: maxImageBodyBytes,
      scope: inKnownChat,
      async complaints({ message, image }, _me, failed) {
        // With an image that is none, it is not known whether the text may be blank.
        const hasImage = Boolean(image) || failed.has('image');
        return { ...schemas.textComplaints(message, hasImage), ...(await imageComplaints(image)) };
      },
      async handle({ ctx, me, payer, scope: chatId, body }) {
        const clientKey = idempotencyKey(ctx, body.client_id ?? null);
        const place = { chatId, authorId: me.userId, clientKey };
        const toId = body.to ? await requireRecipient(db.read, body.to, place) : null;
        const image = body.image ? await attachImage(deps, { ...place, payer }, body.image) : null;
        const text = body.message ?? '';
        const sent = await send({ ...place, toId, text, polarity: scorePolarity(text), image });
        if (sent.outcome === 'mismatch') throw new IdempotencyMismatch();
        if (sent.outcome === 'not a member')
          throw new PermissionDenied('not_a_member', 'You are not a member of this chat.');
        if (sent.outcome === 'blocked') throw refusedAsBlocked(sent.by);
        if (sent.outcome === 'no recipient') throw unknownRecipient();
        // Its event's JSON is the reply's too: serialised once.
        const reply = `{"status":"SUCCESS",${sent.json.slice(1, -1)},"cursor":"${log.cursorAt(sent.position)}"}`;
        return sent.outcome === 'created' ? created(reply) : ok(reply);
      },
    }),
    route({
      method: 'patch',
      path: '/api/chats/:uri/messages/:id/',
      summary: 'Edit my message',
      auth: 'required',
      price: 'editMessage',
      body: schemas.editMessage,
      scope: inChat,
      async handle({ me, scope: chat, params, body }) {
        const ref = { chatId: chat.id, id: params.id, userId: me.userId };
        await limits.takeOf('editsOfMessage', `${ref.id} by ${ref.userId}`);
        return ok(await editMessage(deps, ref, body.message));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/messages/:id/',
      summary: 'Delete a message, leaving a tombstone',
      auth: 'required',
      scope: inOrOverChat,
      async handle({ ctx, me, scope: chat, params }) {
        const authorId = await deleteMessage(deps, { chatId: chat.id, id: params.id, userId: me.userId });
        if (authorId !== null && authorId !== me.userId)
          note(ctx, 'message_removed', { user: authorId, by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
    route({
      method: 'put',
      path: '/api/chats/:uri/read/',
      summary: 'I have read up to here',
      auth: 'required',
      body: schemas.markRead,
      scope: inChat,
      async handle({ me, scope: chat, body }) {
        const place = { chatId: chat.id, uri: chat.uri, userId: me.userId, messageId: body.message_id };
        return ok(await markRead(deps, place));
      },
    }),
  ];
}
