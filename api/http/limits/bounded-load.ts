import { ServiceUnavailable } from '../errors.ts';

export interface MostOf {
  items: number;
  bytes: number;
}

/**
 * What waits for something in memory, so much of it at most. Counted by itself and not by its request: a client that hangs up takes
 * its body back, and what it sent still waits.
 */
export class BoundedLoad {
  #items = 0;
  #bytes = 0;

  constructor(private readonly most: MostOf) {}

  /** Counts `bytes` until `work` has settled. Throws ServiceUnavailable, having begun nothing, when that would be too much. */
  async carry<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.#items >= this.most.items || this.#bytes + bytes > this.most.bytes)
      throw new ServiceUnavailable('Too much waits to be written. Try again in a moment.');
    this.#items += 1;
    this.#bytes += bytes;
    try {
      return await work();
    } finally {
      this.#items -= 1;
      this.#bytes -= bytes;
    }
  }
}
