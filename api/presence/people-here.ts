import type { PersonHere } from './person.ts';

/** Those whose polls come to this node, and when they were seen, until that is written down. */
export class PeopleHere {
  /** The longest unseen first. */
  #people = new Map<number, PersonHere>();
  /** When someone was last seen here, until it has been written down. */
  #unsaved = new Map<number, number>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.#people.size;
  }

  has(userId: number): boolean {
    return this.#people.has(userId);
  }

  get(userId: number): PersonHere | undefined {
    return this.#people.get(userId);
  }

  /** The longest unseen first. */
  all(): IterableIterator<PersonHere> {
    return this.#people.values();
  }

  /** In Unix milliseconds, also of who has gone since and was not written down yet. */
  seenAt(userId: number): number | null {
    return this.#people.get(userId)?.seenAt ?? this.#unsaved.get(userId) ?? null;
  }

  /** The one who is too many, if somebody is: whoever was unseen for the longest. */
  put(person: PersonHere): PersonHere | undefined {
    this.#people.delete(person.userId);
    this.#people.set(person.userId, person);
    this.#unsaved.delete(person.userId);
    this.#unsaved.set(person.userId, person.seenAt);
    // The first of a map is looked for only where it has to go: what was moved to the end leaves holes, thousands of them, which
    // every poll would walk along.
    if (this.#unsaved.size > 2 * this.most) {
      const [longestUnsaved] = this.#unsaved.keys();
      if (longestUnsaved !== undefined) this.#unsaved.delete(longestUnsaved);
    }
    if (this.#people.size <= this.most) return undefined;
    const [longestUnseen] = this.#people.values();
    return longestUnseen;
  }

  delete(userId: number): void {
    this.#people.delete(userId);
  }

  /** When people were last seen, once each, to be written down together. */
  takeUnsaved(): Map<number, number> {
    const unsaved = this.#unsaved;
    this.#unsaved = new Map();
    return unsaved;
  }

  /** They could not be written down; who was seen again meanwhile keeps the later time. */
  putBackUnsaved(seen: ReadonlyMap<number, number>): void {
    this.#unsaved = new Map([...seen, ...this.#unsaved]);
  }
}
