import type { Payer } from './rate-limit.ts';
import { type Room, WaitingLine } from './waiting-line.ts';

interface Line {
  line: WaitingLine;
  /** Those in it or being served; without any, the line is forgotten. */
  inside: number;
}

/** While one is looked up, the other is put together. Those who wait are bounded by what the prices give at once. */
const ofPerson: Room = { atOnce: 2, maxWaiting: 2000 };
/** A few people's worth; more at once finishes nothing sooner, for one thread puts all answers together. */
const ofAddress: Room = { atOnce: 8, maxWaiting: 10_000 };

/** What is read and put together takes several times its size in memory: so many at once, from however many addresses. */
const ofAll: Room = { atOnce: 24, maxWaiting: 10_000 };

/**
 * So many reads of one person, of one address, and of all, worked on at once; the rest wait for their turn. A page of history can be
 * 2.4 MB and 30 ms of the one thread: three hundred at once, which a price allows, would hold everyone up for ten seconds, and
 * more than a gigabyte of memory.
 */
export class FairTurns {
  #lines = new Map<string, Line>();
  #all = new WaitingLine(ofAll);

  get size(): number {
    return this.#lines.size;
  }

  take<T>({ userId, address }: Payer, work: () => Promise<T>): Promise<T> {
    const atAddress = () => this.#inLine(`at ${address.key}`, ofAddress, () => this.#all.run(work));
    return userId === null ? atAddress() : this.#inLine(`by ${userId}`, ofPerson, atAddress);
  }

  async #inLine<T>(key: string, room: Room, work: () => Promise<T>): Promise<T> {
    const place = this.#lines.get(key) ?? { line: new WaitingLine(room), inside: 0 };
    this.#lines.set(key, place);
    place.inside += 1;
    try {
      return await place.line.run(work);
    } finally {
      place.inside -= 1;
      if (place.inside === 0) this.#lines.delete(key);
    }
  }
}
