import type { Knex } from 'knex';
import { requireMember } from '../chats/access.ts';
import { findChats } from '../chats/queries.ts';
import type { Level } from '../chats/schemas.ts';
import type { Append } from '../log/journal.ts';
import type { Services } from '../services.ts';
import { type Membership, updateArchive, updateLevel, updateMark } from './queries.ts';

/**
 * How a chat stands in one's own list. What is so already is no event; of what changes one's own devices alone learn. Each throws what
 * chats/access.ts says for a stranger.
 */
type Changing = Pick<Services, 'log' | 'activity'>;

/**
 * What of a chat draws one's attention from now on. An archived chat stays so, and what was said until now brings it back no more, whatever
 * the level is by then. Resolves with the newest message that one might see when it was archived, null where it is not.
 */
export function setNotifyLevel(
  { log, activity }: Changing,
  membership: Membership,
  level: Level,
): Promise<number | null> {
  return write(log, membership, async ({ trx, uri, append }) => {
    const before = await activity.archivedAfter(trx, membership);
    if (!(await updateLevel(trx, membership, level))) return before;
    const archivedAfter = before === null ? null : await activity.newestMessageId(trx, membership);
    await updateArchive(trx, membership, archivedAfter);
    const data = { notify: level, archived_after: archivedAfter };
    await append([{ type: 'notify.updated', scope: { userId: membership.userId }, chatUri: uri, data }]);
    return archivedAfter;
  });
}

/** Archives a chat, or takes it back. Resolves with the newest message that one may see of it then, null where it is not archived. */
export function setArchived(
  { log, activity }: Changing,
  membership: Membership,
  isArchived: boolean,
): Promise<number | null> {
  return write(log, membership, async ({ trx, uri, append }) => {
    const before = await activity.archivedAfter(trx, membership);
    if (isArchived === (before !== null)) return before;
    const archivedAfter = isArchived ? await activity.newestMessageId(trx, membership) : null;
    await updateArchive(trx, membership, archivedAfter);
    await append([archivedUpdated(membership.userId, uri, archivedAfter)]);
    return archivedAfter;
  });
}

/** Marks a chat as unread, though all of it may be read, or takes the mark away. */
export function setMarkedUnread(
  { log }: Pick<Services, 'log'>,
  membership: Membership,
  isMarked: boolean,
): Promise<void> {
  return write(log, membership, async ({ trx, uri, append }) => {
    if (!(await updateMark(trx, membership, isMarked))) return;
    const data = { marked_unread: isMarked };
    await append([{ type: 'unread.updated', scope: { userId: membership.userId }, chatUri: uri, data }]);
  });
}

/** Tells a person's own devices as of which message the chat is archived, null: not any more. */
export function archivedUpdated(userId: number, chatUri: string, archivedAfter: number | null) {
  return {
    type: 'archived.updated',
    scope: { userId },
    chatUri,
    data: { archived_after: archivedAfter },
  } as const;
}

interface Change {
  trx: Knex.Transaction;
  append: Append;
  uri: string;
}

function write<Result>(
  log: Services['log'],
  { chatId, userId }: Membership,
  change: (change: Change) => Promise<Result>,
): Promise<Result> {
  return log.write(async (trx, append) => {
    const [found] = await findChats(trx, [chatId], userId);
    return change({ trx, append, uri: requireMember(found ?? null).uri });
  });
}
