import { type Blocks, hasBlocked, type Pair } from '../../blocks/queries.ts';
import { partnerIn } from '../../chats/direct-partners.ts';
import type { Participant } from '../../members/participants.ts';
import { membershipKey } from '../../members/queries.ts';
import type { Original } from '../originals.ts';
import { isVisibleTo, type Message } from '../queries.ts';
import type { Outgoing } from './outgoing.ts';
import type { NewMessage } from './queries.ts';

/** A message that waits for its verdict. */
type Judged = Outgoing & NewMessage;

export type People = ReadonlyMap<string, Participant>;
export type Originals = ReadonlyMap<number, Original>;

interface Judging {
  people: People;
  known: Map<string, Message | NewMessage>;
  blocks: Blocks;
  originals: Originals;
}

/** The author with the one person a message is for, if it is for one: of a whisper or in a private chat. */
function addressed({ chatId, authorId, toId }: Judged, people: People): Pair[] {
  const directKey = people.get(membershipKey(chatId, authorId))?.directKey ?? null;
  const otherId = toId ?? partnerIn(directKey, authorId);
  return otherId === null ? [] : [[authorId, otherId]];
}

/** Also remembers each new key: of the same key twice in one batch the first is sent, the others are its replays. */
export function judge(row: Judged, { people, known, blocks, originals }: Judging) {
  if (!people.has(membershipKey(row.chatId, row.authorId))) return 'not a member';
  const before = row.clientKey === null ? undefined : known.get(keyOf(row));
  if (before) return before.contentHash === row.contentHash ? 'replayed' : 'mismatch';
  // Not prepared, because the key was known a moment ago; no message ever gives its key back.
  if (row.images.some(({ prepared }) => !prepared)) return 'mismatch';
  if (row.toId !== null && !people.has(membershipKey(row.chatId, row.toId))) return 'no recipient';
  const complaint = judgeReply(row, originals);
  if (complaint) return complaint;
  for (const [authorId, otherId] of addressed(row, people)) {
    if (hasBlocked(blocks, authorId, otherId)) return 'blocked by oneself';
    if (hasBlocked(blocks, otherId, authorId)) return 'blocked by the other';
  }
  if (row.clientKey !== null) known.set(keyOf(row), row);
  return 'created';
}

/** Nobody learns of a whisper by an answer to it: who may see an answer may see what it answers. */
function judgeReply({ chatId, authorId, toId, replyToId }: Judged, originals: Originals) {
  if (replyToId === null) return null;
  const original = originals.get(replyToId);
  if (original?.chatId !== chatId || !isVisibleTo(original, authorId)) return 'no original';
  if (original.toId === null) return null;
  const otherId = original.authorId === authorId ? original.toId : original.authorId;
  return toId === otherId ? null : 'a whisper answered aloud';
}

/** One for each author, chat and idempotency key. */
export function keyOf({
  chatId,
  authorId,
  clientKey,
}: {
  chatId: number;
  authorId: number;
  clientKey: string | null;
}): string {
  return `${chatId} ${authorId} ${clientKey}`;
}
