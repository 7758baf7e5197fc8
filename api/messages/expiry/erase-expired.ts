import { findUris } from '../../chats/queries.ts';
import type { Append } from '../../log/journal.ts';
import { type InPieces, pieceSize } from '../../process/work-in-pieces.ts';
import type { Services } from '../../services.ts';
import { presentMessages } from '../present.ts';
import { messageScope } from '../sending/send-message.ts';
import { type Erasing, eraseAll } from '../take-back.ts';
import { listExpired } from './queries.ts';

/**
 * Takes back what has expired, a piece in each transaction, as if it had been deleted at that moment. Nobody has read it since it expired, so
 * this may take as long as it likes. Several nodes may do it at once: what one has taken back is not found by the others.
 */
export async function eraseExpired(
  { db, log, clock, forgetRepeated }: Pick<Services, 'db' | 'log' | 'clock' | 'forgetRepeated'>,
  inPieces: InPieces,
): Promise<void> {
  await inPieces(async () => {
    const [due] = await listExpired(db.read, clock.now(), 1);
    if (!due) return false;
    await log.write((trx, append) => erasePiece(append, { trx, nowMs: clock.now(), forgetRepeated }));
    return true;
  });
}

async function erasePiece(append: Append, erasing: Erasing): Promise<void> {
  const { trx, nowMs } = erasing;
  const tombstones = (await listExpired(trx, nowMs, pieceSize)).sort((one, other) => one.id - other.id);
  await eraseAll(
    erasing,
    tombstones.map(({ id }) => id),
  );
  const uris = await findUris(trx, [...new Set(tombstones.map(({ chatId }) => chatId))]);
  // Of a chat that has ended nobody is to hear.
  const told = tombstones.filter(({ chatId }) => uris.has(chatId));
  const uriOf = ({ chatId }: { chatId: number }) => uris.get(chatId) ?? '';
  const shown = await presentMessages(trx, told, { uriOf, nowMs });
  await append(
    told.map((message, i) => ({
      type: 'message.deleted',
      scope: messageScope(message),
      chatUri: uriOf(message),
      messageId: message.id,
      data: shown[i],
    })),
  );
}
