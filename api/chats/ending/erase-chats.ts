import type { Knex } from 'knex';
import type { Append } from '../../log/journal.ts';
import { type InPieces, pieceSize } from '../../process/work-in-pieces.ts';
import type { Services } from '../../services.ts';
import { findFormerUris } from '../former-uris.ts';
import { deleteChats } from '../queries.ts';
import { chatDeleted } from './end-chats.ts';
import { eraseRows, findEnded, findEndedChat, lease, takeMembers } from './queries.ts';

/** A node that erases a chat has it for itself for as long after each piece; when it is gone, another goes on. */
const leaseMs = 15_000;

/**
 * Takes away the rows of large chats that have ended, a piece in each transaction, and tells their members. Nobody could read them since
 * the chat ended, so this may take as long as it likes. Several nodes may do it at once: of one chat one does.
 */
export async function eraseEndedChats(
  { db, log, clock }: Pick<Services, 'db' | 'log' | 'clock'>,
  inPieces: InPieces,
): Promise<void> {
  let own = 0;
  await inPieces(async () => {
    const id = await findEnded(db.read, { nowMs: clock.now(), own });
    if (id === null) return false;
    await log.write(async (trx, append) => {
      const nowMs = clock.now();
      const until = nowMs + leaseMs;
      if (!(await lease(trx, id, { nowMs, own, until }))) return;
      own = until;
      await erasePiece(trx, append, id);
    });
    return true;
  });
}

async function erasePiece(trx: Knex.Transaction, append: Append, id: number): Promise<void> {
  const chat = await findEndedChat(trx, id);
  const uris = (await findFormerUris(trx, [id])).get(id) ?? [];
  const uri = uris.at(-1);
  if (!chat || uri === undefined) return;
  const memberIds = await takeMembers(trx, id, Math.ceil(pieceSize / uris.length));
  await append(chatDeleted({ ...chat, uri }, uris, memberIds));
  if (memberIds.length > 0 || (await eraseRows(trx, id, pieceSize))) return;
  await deleteChats(trx, [id]);
}
