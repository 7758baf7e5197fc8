import { pieceSize, workInPieces } from '../process/work-in-pieces.ts';
import type { Services } from '../services.ts';
import { saveSeen } from '../users/seen-queries.ts';

/** Writes down when people were last seen; all of it, also when the server stops. What fails is kept for the next time. */
export async function saveLastSeen({ db, presence }: Pick<Services, 'db' | 'presence'>): Promise<void> {
  const unsaved = [...presence.takeUnsaved()];
  try {
    await workInPieces(async () => {
      const piece = unsaved.slice(0, pieceSize);
      if (piece.length > 0) await db.transaction((trx) => saveSeen(trx, new Map(piece)));
      unsaved.splice(0, pieceSize);
      return unsaved.length > 0;
    });
  } catch (error) {
    presence.putBackUnsaved(new Map(unsaved));
    throw error;
  }
}
