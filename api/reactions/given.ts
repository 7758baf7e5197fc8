import type { Knex } from 'knex';
import { together } from '../db/together.ts';
import { ApiError } from '../http/errors.ts';
import type { ShownUser } from '../users/present.ts';
import { deleteReactions, listReactions, putReactions, type Reaction } from './queries.ts';

/** As many as a person can take in; without a bound a message could grow for ever. */
const maxEmoji = 20;

/**
 * All reactions to a few messages, as they are while one change after the other is made to them. To be used by the only writer: what
 * was read stays true until it is written.
 */
export class Given {
  /** By message, emoji and who gave it. */
  readonly #all = new Map<number, Map<string, Map<number, Reaction>>>();

  private constructor(private readonly stored: readonly Reaction[]) {
    for (const reaction of stored) this.#put(reaction);
  }

  /** One statement. */
  static async to(trx: Knex, messageIds: readonly number[]): Promise<Given> {
    return new Given(await listReactions(trx, messageIds));
  }

  /** False when this person gave it before. Throws where there are as many different emoji as a message takes. */
  add(messageId: number, emoji: string, { user, nowMs }: { user: ShownUser; nowMs: number }): boolean {
    const byEmoji = this.#all.get(messageId);
    if (byEmoji?.get(emoji)?.has(user.id)) return false;
    if (byEmoji && byEmoji.size >= maxEmoji && !byEmoji.has(emoji)) throw tooMany();
    this.#put({ messageId, emoji, user, createdAt: nowMs });
    return true;
  }

  /** False when there is nothing to take back. */
  remove(messageId: number, emoji: string, user: ShownUser): boolean {
    const byEmoji = this.#all.get(messageId);
    const givers = byEmoji?.get(emoji);
    const isRemoved = givers?.delete(user.id) ?? false;
    if (givers?.size === 0) byEmoji?.delete(emoji);
    return isRemoved;
  }

  /** Of all these messages. */
  list(): Reaction[] {
    return [...this.#all.values()].flatMap((byEmoji) =>
      [...byEmoji.values()].flatMap((givers) => [...givers.values()]),
    );
  }

  /** Two statements at most, whatever has changed; they are on their way when this returns. */
  async store(trx: Knex): Promise<void> {
    const before = new Set(this.stored);
    const gone = this.stored.filter(
      ({ messageId, emoji, user }) => !this.#all.get(messageId)?.get(emoji)?.has(user.id),
    );
    const given = this.list().filter((reaction) => !before.has(reaction));
    await together([deleteReactions(trx, gone), putReactions(trx, given)]);
  }

  #put(reaction: Reaction): void {
    const { messageId, emoji, user } = reaction;
    const byEmoji = this.#all.get(messageId) ?? new Map<string, Map<number, Reaction>>();
    const givers = byEmoji.get(emoji) ?? new Map<number, Reaction>();
    this.#all.set(messageId, byEmoji.set(emoji, givers.set(user.id, reaction)));
  }
}

function tooMany(): ApiError {
  return new ApiError(409, 'too_many_reactions', `A message takes at most ${maxEmoji} different reactions.`);
}
