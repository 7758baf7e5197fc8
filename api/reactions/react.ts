import { ApiError, NotFound } from '../http/errors.ts';
import { type MessageRef, requireMessage, requireStillWelcome, show } from '../messages/change-message.ts';
import type { MessageDeps } from '../messages/deps.ts';
import type { MessageJson } from '../messages/schemas.ts';
import { messageScope } from '../messages/send-message.ts';
import { countEmoji, deleteReaction, insertReaction } from './queries.ts';

/** As many as a person can take in; without a bound a message could grow for ever. */
const maxEmoji = 20;

/**
 * Gives or takes back one's own emoji on a message; resolves with the message as it is then. Giving twice and taking
 * twice change nothing. What is deleted can't be reacted to.
 */
export function react(
  deps: MessageDeps,
  ref: MessageRef,
  emoji: string,
  change: 'added' | 'removed',
): Promise<MessageJson> {
  return deps.log.write(async (trx, append) => {
    const { chat, message } = await requireMessage(trx, ref);
    if (message.text === null) throw new NotFound();
    if (change === 'added') await requireStillWelcome(trx, chat, message, ref.userId);
    const reaction = { messageId: message.id, userId: ref.userId, emoji };
    const isChanged =
      change === 'added'
        ? await insertReaction(trx, reaction, deps.clock.now())
        : await deleteReaction(trx, reaction);
    if (isChanged && change === 'added' && (await countEmoji(trx, message.id)) > maxEmoji) {
      throw new ApiError(
        409,
        'too_many_reactions',
        `A message takes at most ${maxEmoji} different reactions.`,
      );
    }
    const data = await show(trx, message, chat.uri);
    const event = { scope: messageScope(message), chatUri: chat.uri, messageId: message.id, data };
    if (isChanged) await append([{ ...event, type: `reaction.${change}` }]);
    return data;
  });
}
