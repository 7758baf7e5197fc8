import type { Knex } from 'knex';
import { BoundedLoad, type MostOf } from '../http/limits/bounded-load.ts';
import type { Append } from '../log/journal.ts';
import type { Log } from '../log/log.ts';
import { type Membership, membershipKey } from '../members/queries.ts';
import { moveReadMarkers } from '../members/read-marker-queries.ts';
import { countUnread, findReadings } from '../messages/reading-queries.ts';
import type { ReadMarkerJson } from './schemas.ts';

/** A person has read a chat up to here. */
export interface Mark extends Membership {
  messageId: number;
}

/** A hall of people who all read the same message; they are a few numbers each. */
const mostWaiting: MostOf = { items: 5000, bytes: 1024 * 1024 };
const markBytes = 100;

/**
 * Moves read markers: never back, and never beyond what there is to read; only the own devices learn of it. Those that wait for the same
 * commit are moved together, and of one person in one chat the furthest counts for all. Resolves with where the marker stands when
 * that is on disk, null for who is not in the chat; throws ServiceUnavailable when too many wait.
 */
export function createMarker(log: Log): (mark: Mark) => Promise<ReadMarkerJson | null> {
  const load = new BoundedLoad(mostWaiting);
  const move = log.gather(markTogether);
  return (mark) => load.carry(markBytes, () => move(mark));
}

/** A fixed number of statements for any number of marks. */
async function markTogether(
  trx: Knex.Transaction,
  append: Append,
  marks: readonly Mark[],
): Promise<(ReadMarkerJson | null)[]> {
  const furthest = furthestOf(marks);
  const readings = await findReadings(trx, [...furthest.values()]);
  const markers = readings.map(({ newestId, ...reading }) => {
    const asked = Math.min(furthest.get(keyOf(reading))?.messageId ?? 0, newestId);
    return { ...reading, messageId: Math.max(reading.readMessageId, asked) };
  });
  const moved = markers.filter(({ messageId, readMessageId }) => messageId > readMessageId);
  await moveReadMarkers(trx, moved);
  const unread = await countUnread(trx, markers);
  const shown = new Map(
    markers.map((marker): [string, ReadMarkerJson] => {
      const key = keyOf(marker);
      return [key, { message_id: marker.messageId, unread: unread.get(key) ?? 0 }];
    }),
  );
  await append(
    moved.map((marker) => ({
      type: 'read.updated',
      scope: { userId: marker.userId },
      chatUri: marker.chatUri,
      data: shown.get(keyOf(marker)),
    })),
  );
  return marks.map((mark) => shown.get(keyOf(mark)) ?? null);
}

function furthestOf(marks: readonly Mark[]): Map<string, Mark> {
  const furthest = new Map<string, Mark>();
  for (const mark of marks) {
    const known = furthest.get(keyOf(mark));
    if (!known || mark.messageId > known.messageId) furthest.set(keyOf(mark), mark);
  }
  return furthest;
}

function keyOf({ chatId, userId }: Membership): string {
  return membershipKey(chatId, userId);
}
