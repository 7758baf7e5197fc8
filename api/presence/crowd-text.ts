import { type IdRange, maxId } from './sorted-ids.ts';

/** Someone of a crowd: who, and how long ago they polled. */
export interface Glimpse {
  userId: number;
  agoMs: number;
}

/** All of a node's people in a chat whose ids are in this range. */
export interface CrowdPart {
  range: IdRange;
  people: readonly Glimpse[];
}

/** As base64, and sealed, that is most of a message of the bus. */
const maxBytes = 3800;
/** An id is at most five bytes away from the one before. */
const maxBytesEach = 6;
export const maxTextLength = 4 * Math.ceil((maxBytes + maxBytesEach) / 3);

/** A byte then tells the last 76 s, which is as long as somebody is online. */
const agoStepMs = 300;

/**
 * A crowd in as many texts as it needs, each with the range of ids of which it says everything: two or three bytes a person, the step from
 * the id before and how long ago. None at all are one text, which says so.
 */
export function* packCrowd(people: readonly Glimpse[]): IterableIterator<{ range: IdRange; text: string }> {
  const sorted = people.toSorted((one, other) => one.userId - other.userId);
  let bytes: number[] = [];
  let from = 0;
  let last = 0;
  for (const { userId, agoMs } of sorted) {
    if (bytes.length >= maxBytes) {
      yield { range: { from, to: last }, text: textOf(bytes) };
      bytes = [];
      from = last + 1;
      last = from;
    }
    let step = userId - last;
    for (; step > 127; step = Math.floor(step / 128)) bytes.push(128 + (step % 128));
    // Never later than it was: nobody is seen in the future.
    bytes.push(step, Math.min(255, Math.max(0, Math.ceil(agoMs / agoStepMs))));
    last = userId;
  }
  yield { range: { from, to: maxId }, text: textOf(bytes) };
}

/** One person who comes, or with nobody one who goes. */
export function packOne(userId: number, agoMs: number | null): { range: IdRange; text: string } {
  const range = { from: userId, to: userId };
  if (agoMs === null) return { range, text: '' };
  return { range, text: textOf([0, Math.min(255, Math.max(0, Math.ceil(agoMs / agoStepMs)))]) };
}

/** Null for what nobody packs so. */
export function unpackCrowd(range: IdRange, text: string): CrowdPart | null {
  const bytes = Buffer.from(text, 'base64');
  const people: Glimpse[] = [];
  let userId = range.from;
  for (let at = 0; at < bytes.length; ) {
    const startedAt = at;
    let step = 0;
    for (let worth = 1; ; worth *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || at - startedAt > 5) return null;
      step += (byte % 128) * worth;
      if (byte < 128) break;
    }
    const ago = bytes[at++];
    userId += step;
    if (ago === undefined || userId > range.to || (step === 0 && people.length > 0)) return null;
    people.push({ userId, agoMs: ago * agoStepMs });
  }
  return { range, people };
}

function textOf(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('base64');
}
