import { Lru } from '../process/lru.ts';

/** Bodies of at most some 60 KiB: two hundred pieces of time and two hundred authors. */
const maxBytes = 4 * 1024 * 1024;

/**
 * Moods as they were made, by what they depend on. A mood sums up all that was ever said, in three questions to the database; while a
 * chat stands still it is made once, also when a whole class asks at the same moment.
 */
export class MoodCache {
  #made = new Lru<string, string>({ maxWeight: maxBytes, weigh: (json) => json.length });
  #beingMade = new Map<string, Promise<string>>();

  /** The JSON that `make` made for this key, before or now. */
  of(key: string, make: () => Promise<unknown>): Promise<string> {
    const made = this.#made.get(key);
    if (made !== undefined) return Promise.resolve(made);
    const begun = this.#beingMade.get(key);
    if (begun) return begun;
    const making = this.#make(key, make).finally(() => this.#beingMade.delete(key));
    this.#beingMade.set(key, making);
    return making;
  }

  async #make(key: string, make: () => Promise<unknown>): Promise<string> {
    const json = JSON.stringify(await make());
    this.#made.set(key, json);
    return json;
  }
}
