import { ApiError } from '../http/errors.ts';
import type { Services } from '../services.ts';
import type { MessageRef } from './message.ts';
import { countEmoji, deleteReaction, insertReaction } from './queries.ts';

/** As many as a person can take in; without a bound a message could grow for ever. */
const maxEmoji = 20;

/**
 * Gives or takes back one's own emoji on a message; resolves with the message as it is then. Giving twice and taking
 * twice change nothing. What is deleted can't be reacted to.
 */
export function react(
  { changeBeside }: Pick<Services, 'changeBeside'>,
  ref: MessageRef,
  emoji: string,
  change: 'added' | 'removed',
): Promise<object> {
  const reaction = { messageId: ref.id, userId: ref.userId, emoji };
  return changeBeside(ref, `reaction.${change}`, async (trx, nowMs) => {
    if (change === 'removed') return deleteReaction(trx, reaction);
    const isNew = await insertReaction(trx, reaction, nowMs);
    if (isNew && (await countEmoji(trx, ref.id)) > maxEmoji) {
      throw new ApiError(
        409,
        'too_many_reactions',
        `A message takes at most ${maxEmoji} different reactions.`,
      );
    }
    return isNew;
  });
}
