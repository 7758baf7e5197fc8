import { NotFound, ValidationError } from '../../http/errors.ts';
import type { Payer } from '../../http/limits/rate-limit.ts';
import { type Exchange, type Principal, type Reply, type Route, route } from '../../http/route.ts';
import { attachImages } from '../../images/attach-images.ts';
import { maxImageBodyBytes } from '../../images/schemas.ts';
import { uploadsIn } from '../../images/uploads.ts';
import { sentMessage } from '../../messages/schemas.ts';
import { findEarlier } from '../../messages/sending/find-recipient.ts';
import { idempotencyKey } from '../../messages/sending/idempotency-key.ts';
import { tellSender } from '../../messages/sending/tell-sender.ts';
import { scorePolarity } from '../../messages/sentiment.ts';
import type { Services } from '../../services.ts';
import { findByBotKey } from '../../tokens/bot-keys.ts';
import { readHookBody } from './read-hook-body.ts';
import { fitting } from './reduce.ts';
import { hookMessage } from './schemas.ts';

type Hooked = Pick<
  Services,
  'db' | 'log' | 'clock' | 'limits' | 'tokens' | 'memberships' | 'send' | 'prepareImages'
>;

const nothingSaid =
  'There is nothing to say. Send a text, JSON with "text", "blocks" or "attachments", a form with "text" or "payload", or images.';

/** What is posted to a bot's address it says (api/bots/README.md). */
export function incomingHookRoutes(services: Hooked): Route[] {
  const { db, log, limits, memberships, send } = services;

  const requireHook = async (key: string, payer: Payer): Promise<{ bot: Principal; chatId: number }> => {
    const bot = await findByBotKey(services, key, payer);
    if (!bot) throw new NotFound();
    await limits.take('sendAsBot', { ...payer, userId: bot.userId });
    const [chatId] = (await memberships.of(bot.userId)).chatIds();
    if (chatId === undefined) throw new NotFound();
    return { bot, chatId };
  };

  return [
    route({
      method: 'post',
      path: '/api/hooks/:key/',
      summary: "Let a bot say something, by its hook's address",
      description:
        "A text by itself (`curl -d 'Build 512 passed'`), JSON as other chat services' hooks take it, a form with `text` or `payload`, or images. Answered with " +
        '`ok`, or where that is not taken (`Accept: application/json`) with the Message.',
      auth: 'none',
      answers: { 200: sentMessage, 201: sentMessage },
      produces: ['text/plain', 'application/json'],
      refuses: [404, 422],
      price: 'hook',
      body: hookMessage,
      maxBytes: maxImageBodyBytes,
      readBody: readHookBody,
      scope: ({ params, payer }) => requireHook(params.key, payer),
      async handle({ ctx, payer, scope: { bot, chatId }, body }) {
        const clientKey = idempotencyKey(ctx.get('Idempotency-Key'), body.client_id ?? null);
        const place = { chatId, authorId: bot.userId, clientKey };
        const text = fitting(body.text ?? '');
        const uploads = uploadsIn(body);
        if (text === '' && uploads.length === 0)
          throw new ValidationError({ non_field_errors: [nothingSaid] });
        const isReplay = uploads.length > 0 && (await findEarlier(db.read, place)) !== null;
        const paid = { payer: { ...payer, userId: bot.userId }, isReplay };
        const images = uploads.length > 0 ? await attachImages(services, uploads, paid) : [];
        const polarity = scorePolarity(text);
        const sent = await send({ toId: null, replyToId: null, text, polarity, images, ...place });
        // The bot was removed meanwhile.
        if (sent.outcome === 'not a member') throw new NotFound();
        return answer(ctx, tellSender(sent, log));
      },
    }),
  ];
}

/** As those who post to such addresses expect it: many take JSON too, and read the text. */
function answer(ctx: Exchange, told: Reply): Reply {
  if (!ctx.accepts('text/plain')) return told;
  return { status: 200, body: 'ok', headers: { 'Content-Type': 'text/plain; charset=utf-8' } };
}
