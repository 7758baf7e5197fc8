import { lobbyUri } from '../chats/uri.ts';
import type { Database } from '../db/database.ts';
import { listTold } from '../log/queries.ts';
import { presentMessages } from '../messages/present.ts';
import { findMessages } from '../messages/queries.ts';
import type { MessageJson } from '../messages/schemas.ts';

/** Nobody reads further back; the lobby has them all. */
export const maxListed = 50;

/** What was told to everyone, the newest first, as long as the log remembers it and without what was taken back. */
export async function listBroadcasts(
  { read }: Pick<Database, 'read'>,
  nowMs: number,
): Promise<MessageJson[]> {
  const found = await findMessages(read, await listTold(read, maxListed), nowMs);
  const standing = found.filter(({ text }) => text !== null).sort((a, b) => b.id - a.id);
  return presentMessages(read, standing, { uriOf: () => lobbyUri, nowMs });
}
