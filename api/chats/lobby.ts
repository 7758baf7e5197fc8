import type { Database } from '../db/database.ts';
import type { Clock } from '../process/clock.ts';
import { insertChat } from './queries.ts';
import { lobbyUri } from './uri.ts';

/** The public room that always exists and that nobody owns. Safe to call at every start, on every node at once. */
export async function ensureLobby(db: Database, clock: Clock): Promise<void> {
  const lobby = {
    uri: lobbyUri,
    name: 'Lobby',
    kind: 'public',
    joinPolicy: 'link',
    createdAt: clock.now(),
  } as const;
  await db.transaction((trx) => insertChat(trx, lobby));
}
