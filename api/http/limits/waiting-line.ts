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
  #waiting: (() => void)[] = [];

  constructor(private readonly room: Room) {}

  /** How much is worked on now. */
  get working(): number {
    return this.#working;
  }

  /** How much waits for its turn. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    await this.#turn();
    try {
      if (performance.now() - startedAt > (this.room.maxWaitMs ?? Number.POSITIVE_INFINITY)) throw busy();
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes to the next one directly, so that nobody who comes just now gets in before.
      if (next) next();
      else this.#working -= 1;
    }
  }

  #turn(): Promise<void> | undefined {
    if (this.#working < this.room.atOnce) {
      this.#working += 1;
      return undefined;
    }
    if (this.#waiting.length >= this.room.maxWaiting) {
      throw busy();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function busy(): ServiceUnavailable {
  return new ServiceUnavailable('The server is busy. Try again in a moment.');
}
