import { isBefore, type Place } from '../log/place.ts';

/** What is still under way, by where in the log it began: all before the earliest of it is done. */
export class Unfinished {
  readonly #begun = new Set<{ at: Place }>();

  /** To be called when it is done, or is given up. */
  begin(at: Place): () => void {
    const one = { at };
    this.#begun.add(one);
    return () => this.#begun.delete(one);
  }

  /** Up to where all is done, when `end` was begun. */
  doneTo(end: Place): Place {
    let earliest = end;
    for (const { at } of this.#begun) if (isBefore(at, earliest)) earliest = at;
    return earliest;
  }
}
