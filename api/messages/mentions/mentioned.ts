import type { Knex } from 'knex';
import { type Blocks, findBlocksBetween, hasBlocked } from '../../blocks/queries.ts';
import type { Message } from '../queries.ts';
import { namesIn } from './names-in.ts';
import { deleteMentions, findMembersNamed, insertMentions, type Mention } from './queries.ts';

type Said = Pick<Message, 'chatId' | 'authorId' | 'toId'> & { text: string };

/**
 * The ids of the members whom a text names, in order: at each @ the one with the longest name that stands there. Of a whisper nobody
 * but its two people, as nobody else may learn of it. A text without an @ costs nothing.
 */
export async function findMentionedIn(db: Knex, { chatId, authorId, toId, text }: Said): Promise<number[]> {
  const places = text.includes('@') ? namesIn(text) : [];
  const keys = [...new Set(places.flat())];
  if (keys.length === 0) return [];
  const members = await findMembersNamed(db, chatId, keys);
  const ids = places.flatMap((names) => members.get(names.findLast((name) => members.has(name)) ?? '') ?? []);
  const mayKnow = (id: number) => toId === null || id === toId || id === authorId;
  return [...new Set(ids)].filter(mayKnow).sort((one, other) => one - other);
}

/** One's own name in one's own words calls nobody, nor does somebody call who is blocked by whom they name. */
export function mentionsOf(
  { id, chatId, authorId }: Pick<Message, 'id' | 'chatId' | 'authorId'>,
  mentionedIds: readonly number[],
  blocks: Blocks,
): Mention[] {
  return mentionedIds.map((userId) => ({
    messageId: id,
    userId,
    chatId,
    notifies: userId !== authorId && !hasBlocked(blocks, userId, authorId),
  }));
}

/** Whom a message names from now on is whom its new text names. */
export async function mentionAnew(trx: Knex, message: Message & { text: string }): Promise<void> {
  await deleteMentions(trx, [message.id]);
  const ids = await findMentionedIn(trx, message);
  const blocks = await findBlocksBetween(
    trx,
    ids.map((id) => [id, message.authorId]),
  );
  await insertMentions(trx, mentionsOf(message, ids, blocks));
}
