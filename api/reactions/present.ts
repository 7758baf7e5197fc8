import { presentUser } from '../users/present.ts';
import type { Reaction } from './queries.ts';
import type { ReactionJson } from './schemas.ts';

/** A message names this many people for each emoji; the count is exact. */
const maxNames = 50;

/** Of each message: its emoji in the order of their first use, with who gave them. */
export function presentReactions(reactions: readonly Reaction[]): Map<number, ReactionJson[]> {
  const all = new Map<number, ReactionJson[]>();
  const inOrder = reactions.toSorted(
    (a, b) => a.createdAt - b.createdAt || a.user.id - b.user.id || (a.emoji < b.emoji ? -1 : 1),
  );
  for (const { messageId, emoji, user } of inOrder) {
    const ofMessage = all.get(messageId) ?? [];
    all.set(messageId, ofMessage);
    let reaction = ofMessage.find((other) => other.emoji === emoji);
    if (!reaction) {
      reaction = { emoji, count: 0, users: [] };
      ofMessage.push(reaction);
    }
    reaction.count += 1;
    if (reaction.users.length < maxNames) reaction.users.push(presentUser(user));
  }
  return all;
}
