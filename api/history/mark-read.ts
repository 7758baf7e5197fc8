import type { Knex } from 'knex';
import { BoundedLoad, type MostOf } from '../http/limits/bounded-load.ts';
import type { Append, Later } from '../log/journal.ts';
import type { Log } from '../log/log.ts';
import { type Membership, membershipKey } from '../members/queries.ts';
import { moveReadMarkers } from '../members/read-marker-queries.ts';
import { findReadings, type Mark, type Reading } from '../messages/reading-queries.ts';
import { seenUpdated } from '../messages/receipts/seen-updated.ts';
import { openEvery } from '../process/open-every.ts';
import { inParts, type Turns } from '../process/turns.ts';
import type { ReadMarkerJson } from './schemas.ts';

/** A hall of people who all read the same message; they are a few numbers each. */
const mostWaiting: MostOf = { items: 5000, bytes: 1024 * 1024 };
const markBytes = 100;
/** Two hundred may share a commit; to answer so many of them takes half a millisecond. */
const slice = 16;

/** A hall's come one by one as each has read. A commit for each few would be a third more of them, and nobody sees a marker move a moment later. */
const msBetweenMoves = 15;

/** More in one commit would keep what is said behind it waiting; four thousand a second go through all the same. */
const mostAtOnce = 64;

export type MarkRead = (mark: Mark) => Promise<ReadMarkerJson | null>;

/**
 * Moves read markers: never back, and never beyond what there is to read; a mark as unread goes, also where nothing moves. Only the own devices learn of it, and in a
 * private chat the other one that it moved (messages/receipts). Those that wait for the same
 * commit are moved together, and of one person in one chat the furthest counts for all. Resolves with where the marker stands when
 * that is on disk and its turn has come, null for who is not in the chat; throws ServiceUnavailable when too many wait.
 */
export function createMarker(log: Log, turns: Turns): MarkRead {
  const load = new BoundedLoad(mostWaiting);
  const move = log.gather(markTogether);
  const turn = inParts(turns, slice);
  const gate = openEvery(msBetweenMoves, mostAtOnce);
  return async (mark) => {
    const marker = await load.carry(markBytes, async () => {
      await gate();
      return move(mark);
    });
    await turn();
    return marker;
  };
}

/** One read and, where something moves, one update and its events, for any number of marks. */
async function markTogether(
  trx: Knex.Transaction,
  append: Append,
  marks: readonly Mark[],
  later: Later,
): Promise<(ReadMarkerJson | null)[]> {
  const readings = await findReadings(trx, [...furthestOf(marks).values()]);
  const shown = new Map(readings.map((reading) => [keyOf(reading), markerAfter(reading)]));
  const moved = readings.filter(({ fromId, toId, isMarked }) => toId > fromId || isMarked);
  later(
    moveReadMarkers(
      trx,
      moved.map(({ toId, ...reading }) => ({ ...reading, messageId: toId })),
    ),
  );
  await append([
    ...moved.map((reading) => ({
      type: 'read.updated' as const,
      scope: { userId: reading.userId },
      chatUri: reading.chatUri,
      data: markerAfter(reading),
    })),
    ...moved.flatMap(({ toldId, fromId, toId, ...told }) =>
      toldId === null || toId === fromId ? [] : [seenUpdated({ ...told, userId: toldId })],
    ),
  ]);
  return marks.map((mark) => shown.get(keyOf(mark)) ?? null);
}

function markerAfter({ toId, unread }: Reading): ReadMarkerJson {
  return { message_id: toId, unread };
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
