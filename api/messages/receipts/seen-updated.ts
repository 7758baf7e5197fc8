import type { Knex } from 'knex';
import type { LogEvent, NewEvent } from '../../log/event.ts';
import type { SeenJson } from '../schemas.ts';
import { findSeenPlaces, listTold, type Told } from './queries.ts';

/**
 * Says to one of a private chat's two that what is told of the other's read marker has changed. The log holds no place, only whose chat it
 * is: the place is looked up at each reading, so whoever keeps it to themselves from now on is in no event of before either.
 */
export function seenUpdated({ chatId, chatUri, userId }: Told): NewEvent {
  return { type: 'seen.updated', scope: { userId }, chatUri, data: { $seen: chatId } };
}

/**
 * Tells both of each private chat in which `userId` and the other tell each other, or of that with `otherId` alone. Before a change that ends
 * this, and behind one that begins it: whoever is told nothing learns nothing of it.
 */
export async function seenUpdates(db: Knex, userId: number, otherId?: number): Promise<NewEvent[]> {
  return (await listTold(db, userId, otherId)).map(seenUpdated);
}

const place = /^\{"\$seen":(\d+)\}$/;

/** Whether this is such an event as the log stores it. */
export function isSeenStored({ type, data }: Pick<LogEvent, 'type' | 'data'>): boolean {
  return type === 'seen.updated' && place.test(data);
}

/** What each of these is to show now, as JSON; undefined of others. One statement for each reader, none where there is none. */
export async function readSeen(
  db: Knex,
  events: readonly LogEvent[],
): Promise<(event: LogEvent) => string | undefined> {
  const stored = events.filter(isSeenStored);
  const shown = new Map<LogEvent, string>();
  for (const userId of new Set(stored.map((event) => event.userId ?? 0))) {
    const mine = stored.filter((event) => event.userId === userId);
    const places = await findSeenPlaces(db, [...new Set(mine.map(chatIdOf))], userId);
    for (const event of mine) {
      const seen: SeenJson = { message_id: places.get(chatIdOf(event)) ?? null };
      shown.set(event, JSON.stringify(seen));
    }
  }
  return (event) => shown.get(event);
}

function chatIdOf({ data }: LogEvent): number {
  return Number(place.exec(data)?.[1] ?? 0);
}
