import { readNewestOf } from '../log/queries.ts';
import { resolveEvents } from '../log/references.ts';
import type { Services } from '../services.ts';
import type { MoveJson } from './schemas.ts';

/** What a page of history can use. */
const maxListed = 100;

/** Who came and went lately, and who set after how long messages disappear, oldest first: the events that told it, with people as they are now. */
export async function listMoves(
  { db, log }: Pick<Services, 'db' | 'log'>,
  chatId: number,
): Promise<MoveJson[]> {
  const types = ['member.joined', 'member.left', 'disappear.updated'] as const;
  const found = await readNewestOf(db.read, { chatId, types, limit: maxListed });
  const resolved = await resolveEvents(db.read, log.references, found);
  return resolved.map(({ json }): MoveJson => JSON.parse(json));
}
