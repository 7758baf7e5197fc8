import { requireMember, requireMemberOrStaff } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { noContent, ok } from '../http/answers/replies.ts';
import { note } from '../http/observing/security-log.ts';
import { isByBot, type Route, route } from '../http/route.ts';
import { attachImages } from '../images/attach-images.ts';
import { imageComplaints } from '../images/prepare-image.ts';
import { imageWords, maxImageBodyBytes, maxImages } from '../images/schemas.ts';
import { uploadsIn } from '../images/uploads.ts';
import { knownChatScope } from '../members/access/known-chat.ts';
import type { Services } from '../services.ts';
import { deleteMessage, editMessage } from './change-message.ts';
import * as schemas from './schemas.ts';
import { findEarlier, requireRecipient } from './sending/find-recipient.ts';
import { idempotencyKey } from './sending/idempotency-key.ts';
import { tellSender } from './sending/tell-sender.ts';
import { scorePolarity } from './sentiment.ts';

/** Sending, editing and deleting (api/README.md section 4). */
export function messageRoutes(
  services: Pick<
    Services,
    'db' | 'log' | 'clock' | 'limits' | 'send' | 'prepareImages' | 'memberships' | 'forgetRepeated'
  >,
): Route[] {
  const { db, log, limits, send } = services;

  const inChat = chatScope(services, requireMember);
  const inOrOverChat = chatScope(services, requireMemberOrStaff);

  return [
    route({
      method: 'post',
      path: '/api/chats/:uri/messages/',
      summary: 'Send a message, to all or as a whisper, with images or without',
      description:
        'The text is stored exactly as sent. `to` makes it a whisper, seen by the two alone. `reply_to` ' +
        'is the id of the message that it answers; a whisper is answered by a whisper. `image` ' +
        'is a file in a multipart form, or a data URL, and `images` several of them; the text is ' +
        'optional then. With `client_id`, or the header `Idempotency-Key`, it may be sent again: 200 and not said twice, with other ' +
        'content 422.',
      auth: 'required',
      bots: true,
      answers: { 200: schemas.sentMessage, 201: schemas.sentMessage },
      refuses: [403, 422],
      price: (ctx) => (isByBot(ctx) ? 'sendAsBot' : 'sendMessage'),
      body: schemas.sendMessage,
      maxBytes: maxImageBodyBytes,
      scope: knownChatScope(services),
      async complaints({ message, ...given }, _me, failed) {
        const uploads = uploadsIn(given);
        // With an image that is none, it is not known whether the text may be blank.
        const hasImage = uploads.length > 0 || failed.has('image') || failed.has('images');
        const text = schemas.textComplaints(message, hasImage);
        if (uploads.length > maxImages) return { ...text, images: [imageWords.tooMany] };
        return { ...text, ...(await imageComplaints(uploads)) };
      },
      async handle({ ctx, me, payer, scope: chatId, body }) {
        const clientKey = idempotencyKey(ctx.get('Idempotency-Key'), body.client_id ?? null);
        const place = { chatId, authorId: me.userId, clientKey };
        const toId = body.to ? await requireRecipient(db.read, body.to, place) : null;
        const uploads = uploadsIn(body);
        const isReplay = uploads.length > 0 && (await findEarlier(db.read, place)) !== null;
        const images = uploads.length > 0 ? await attachImages(services, uploads, { payer, isReplay }) : [];
        const text = body.message ?? '';
        const replyToId = body.reply_to ?? null;
        const sent = await send({ toId, replyToId, text, polarity: scorePolarity(text), images, ...place });
        return tellSender(sent, log);
      },
    }),
    route({
      method: 'patch',
      path: '/api/chats/:uri/messages/:id/',
      summary: 'Edit my message',
      description:
        'For its author. The text before is gone from every event, cursor, search and copy. Thirty ' +
        'edits of one message in a row, then one every 20 s.',
      auth: 'required',
      bots: true,
      answers: { 200: schemas.message },
      refuses: [403],
      price: 'editMessage',
      body: schemas.editMessage,
      scope: inChat,
      async handle({ me, scope: chat, params, body }) {
        const ref = { chatId: chat.id, id: params.id, userId: me.userId };
        await limits.takeOf('editsOfMessage', `${ref.id} by ${ref.userId}`);
        return ok(await editMessage(services, ref, body.message));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/messages/:id/',
      summary: 'Delete a message, leaving a tombstone',
      description:
        'For its author, owner, moderators and staff; a whisper for its author alone. What stays has ' +
        '`deleted: true` and no text.',
      auth: 'required',
      bots: true,
      answers: { 204: null },
      refuses: [403],
      scope: inOrOverChat,
      async handle({ ctx, me, scope: chat, params }) {
        const authorId = await deleteMessage(services, { chatId: chat.id, id: params.id, userId: me.userId });
        if (authorId !== null && authorId !== me.userId)
          note(ctx, 'message_removed', { user: authorId, by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
  ];
}
