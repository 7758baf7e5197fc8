import { ServiceUnavailable } from '../errors.ts';

/** How much is worked on at once, and how much may wait for it. */
export interface Room {
  atOnce: number;
  maxWaiting: number;
  /** Whose turn comes later than this is refused as well: whoever asked has given up, and the line behind moves on. */
  maxWaitMs?: number;
}

/**
 * Work that is done in turn, so much of it at once. Beyond `maxWaiting` in line it throws ServiceUnavailable: each holds
 * memory while it waits, and a line without an end helps nobody.
 */
export class WaitingLine {
  #working = 0;
  #waiting: { start(): void; places: number }[] = [];

  constructor(private readonly room: Room) {}

  /** How much is worked on now. */
  get working(): number {
    return this.#working;
  }

  /** How much waits for its turn. */
  get waiting(): number {
    return this.#waiting.reduce((sum, { places }) => sum + places, 0);
  }

  /** What is as long as several takes as many `places` in line, and then one turn. */
  async run<T>(work: () => Promise<T>, places = 1): Promise<T> {
    const startedAt = performance.now();
    await this.#turn(places);
    try {
      if (performance.now() - startedAt > (this.room.maxWaitMs ?? Number.POSITIVE_INFINITY)) throw busy();
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes to the next one directly, so that nobody who comes just now gets in before.
      if (next) next.start();
      else this.#working -= 1;
    }
  }

  #turn(places: number): Promise<void> | undefined {
    if (this.#working < this.room.atOnce) {
      this.#working += 1;
      return undefined;
    }
    if (this.waiting + places > this.room.maxWaiting) throw busy();
    return new Promise((start) => this.#waiting.push({ start, places }));
  }
}

function busy(): ServiceUnavailable {
  return new ServiceUnavailable('The server is busy. Try again in a moment.');
}
