/** Numbers in steps, and how many there were in all: what is asked of it (a quantile) is worked out by whoever reads it. */
export class Distribution {
  /** How many were at most the bound of the same place, and above the one before; the last place is for all beyond. */
  readonly counts: number[];
  sum = 0;

  /** Bounds from small to large. */
  constructor(readonly bounds: readonly number[]) {
    this.counts = new Array(bounds.length + 1).fill(0);
  }

  /** `times` of the same value, for what is measured once for many. */
  observe(value: number, times = 1): void {
    let place = 0;
    while (place < this.bounds.length && value > (this.bounds[place] ?? 0)) place += 1;
    this.counts[place] = (this.counts[place] ?? 0) + times;
    this.sum += value * times;
  }
}

/** How often each of a few words came. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(word: string): void {
    this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }
}

/** In seconds: from what memory answers to what a client gives up on. */
const workedS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const statementS = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
/** A poll is held 55 s at most. */
const heldS = [0.1, 1, 5, 10, 20, 30, 45, 60];
const changesOfCommit = [1, 2, 5, 10, 20, 50, 100, 200];

/** Requests of one method to one route. */
export class RouteFigures {
  /** By status: a place for each, as to count in a list costs a quiet poll nothing that could be measured. */
  readonly statuses: number[] = new Array(600).fill(0);
  /** In seconds, of those that were worked on: neither those that were held nor what is answered from memory at once. */
  readonly worked = new Distribution(workedS);

  constructor(
    readonly method: string,
    readonly route: string,
  ) {}

  answered(status: number): void {
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
  }
}

/**
 * What this process has done since it began, as plain numbers: to count costs next to nothing, also where nobody reads them. What can be
 * read off at any moment (how many wait, how large something is) is not kept here but asked for when it is read.
 */
export class Metrics {
  readonly #routes = new Map<string, RouteFigures>();
  /** How long polls were held, in seconds. */
  readonly held = new Distribution(heldS);
  /** From the word that there is news to the answer of the readers who waited for it, in seconds. */
  readonly wakes = new Distribution(workedS);
  /** From when an event was written, here or at another node and by that one's clock, to when this node knew it, in seconds. */
  readonly news = new Distribution(workedS);
  /** Changes that shared a commit, and how long that took, in seconds. */
  readonly commitChanges = new Distribution(changesOfCommit);
  readonly commits = new Distribution(workedS);
  /** Until a statement was answered, in seconds. */
  readonly statements = new Distribution(statementS);
  /** Names of prices that had no point left, and of caps that were reached. */
  readonly limitsMet = new Tally();
  /** Mails that were `sent`, or `failed` for good. */
  readonly mails = new Tally();
  /** Streams of events under way. */
  streams = 0;
  /** Pushes, by what came of them (push/send.ts); `given_up` of those that failed for the last time. */
  readonly pushes = new Tally();
  /** Tries to deliver an event to a hook: `delivered`, `refused` by an answer, `failed` without one; and hooks that were `paused`. */
  readonly hooks = new Tally();
  /** Until the receiver of an event had answered, in seconds. */
  readonly hookSeconds = new Distribution(workedS);
  /** Downloads of chats under way. */
  exports = 0;

  /** The figures of a method and a route as it is declared, never of an address: there are as many as routes. */
  of(method: string, route: string): RouteFigures {
    const key = `${method} ${route}`;
    const known = this.#routes.get(key);
    if (known) return known;
    const made = new RouteFigures(method, route);
    this.#routes.set(key, made);
    return made;
  }

  /** So many changes, together. */
  committed(changes: number, ms: number): void {
    this.commitChanges.observe(changes);
    this.commits.observe(ms / 1000);
  }

  routes(): Iterable<RouteFigures> {
    return this.#routes.values();
  }
}
